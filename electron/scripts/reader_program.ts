import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './electron_dist/paths'
import { leftAlone } from './packaged_modules'

/**
 * Builds the program that reads files for the command line (electron/cli/read_apart.ts), as the window's build does for
 * the window: a process that is shut in can have nobody beside it who compiles its sources and reads any file for it.
 */

const out = join(root, 'build', 'reader')
// another one may be at it, or reading by the one that was there: a file takes the other's place at once
const draft = `${out}-${process.pid}`
await build({
  configFile: false,
  root,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: join(root, 'electron', 'service', 'reader.ts'),
    outDir: draft,
    target: 'node20',
    rolldownOptions: {
      external: leftAlone,
      output: { format: 'es', entryFileNames: 'reader.js', codeSplitting: false },
    },
  },
})
mkdirSync(out, { recursive: true })
renameSync(join(draft, 'reader.js'), join(out, 'reader.js'))
rmSync(draft, { recursive: true })
