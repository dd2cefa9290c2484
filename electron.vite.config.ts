import { cpSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { leftAlone } from './electron/scripts/packaged_modules'
import { listPackages } from './electron/scripts/third_party/bundled'

/**
 * Builds the window into out/: main (ES modules; every process of main's side is an entry), preload (CommonJS, as a
 * sandboxed one must be) and renderer. The targets are the oldest Electron that SparseLens runs on (33).
 */

const root = import.meta.dirname
const out = join(root, 'out')

export default defineConfig({
  main: {
    plugins: [listPackages(out, 'main')],
    build: {
      outDir: 'out/main',
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        external: leftAlone,
        input: {
          index: join(root, 'electron/main/index.ts'),
          engine: join(root, 'electron/service/process.ts'),
          reader: join(root, 'electron/service/reader.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [listPackages(out, 'preload')],
    build: {
      outDir: 'out/preload',
      target: 'node20',
      rolldownOptions: {
        input: { index: join(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), pdfjsFiles(), listPackages(out, 'renderer')],
    worker: { plugins: () => [listPackages(out, 'worker')] },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      sourcemap: true,
      rolldownOptions: { input: { index: join(root, 'renderer/index.html') } },
    },
  },
})

/** What pdf.js fetches while it shows a PDF, beside the page in pdfjs/. */
function pdfjsFiles(): Plugin {
  const source = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return {
    name: 'sparselens:pdfjs-files',
    apply: 'build',
    writeBundle({ dir }) {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
        cpSync(join(source, folder), join(dir!, 'pdfjs', folder), { recursive: true })
      }
    },
  }
}
