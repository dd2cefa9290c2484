import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { officialVersion } from '../electron_dist/official'
import { root } from '../electron_dist/paths'
import { anySystem, folderOf, type Part } from './packages'
import { textOf } from './texts'

/** What comes inside packages or beside them and is no package of npm's itself. */
export function nativeParts(): Part[] {
  return [electron(), ...engine(), model(), ...INSIDE]
}

const electron = (): Part => ({
  name: 'Electron',
  version: officialVersion,
  licence: 'MIT',
  texts: [],
  note: 'with Chromium and Node.js; their texts lie beside the program as LICENSE.electron.txt and LICENSES.chromium.html',
})

/** llama.cpp, whose source with its licences lies in the cache since `npm ci` (native/scripts/headers.mjs). */
function engine(): Part[] {
  const pin = JSON.parse(readFileSync(join(root, 'native', 'llama.cpp.json'), 'utf8')) as { tag: string }
  const source = join(root, 'node_modules', '.cache', 'sparselens', `llama.cpp-${pin.tag}`)
  const note = 'inside @node-llama-cpp/‹system›'
  return [
    { name: 'llama.cpp, ggml', version: pin.tag, licence: 'MIT', texts: [textOf(join(source, 'LICENSE'))], note },
    {
      name: 'JSON for Modern C++',
      version: `of llama.cpp ${pin.tag}`,
      licence: 'MIT',
      texts: [textOf(join(source, 'licenses', 'LICENSE-jsonhpp'))],
      note,
    },
    {
      name: 'cpp-httplib',
      version: `of llama.cpp ${pin.tag}`,
      licence: 'MIT',
      texts: [textOf(join(source, 'vendor', 'cpp-httplib', 'LICENSE'))],
      note: `${note}; SparseLens calls nothing of it`,
    },
  ]
}

const model = (): Part => ({
  name: 'SmolLM2-135M-DSA',
  version: 'built in',
  licence: 'Apache-2.0',
  texts: [textOf(join(root, 'assets', 'models', 'smollm2-135m-dsa', 'LICENSE'))],
  note: 'made from SmolLM2-135M-Instruct (HuggingFaceTB); what was changed stands in CHANGES.md beside it',
})

/** Compiled into packages that bring no text of theirs along. */
const INSIDE: Part[] = [
  { name: 'SQLite, libSQL', licence: 'public domain; MIT', note: 'inside @libsql/‹system›' },
  {
    name: 'Skia',
    licence: 'BSD-3-Clause',
    note: 'inside @napi-rs/canvas-‹system›; its text stands in LICENSES.chromium.html beside the program, too',
  },
  { name: 'Tesseract', licence: 'Apache-2.0', note: 'inside tesseract.js-core' },
  { name: 'Leptonica', licence: 'BSD-2-Clause', note: 'inside tesseract.js-core' },
  { name: 'tessdata: English', licence: 'Apache-2.0', note: 'inside @tesseract.js-data/eng' },
].map((part) => ({ ...part, version: 'of its package', texts: [] }))

/**
 * libvips with what is compiled into it: a table of its package's, as that brings no texts. The library may be exchanged
 * for another one, as its licence wants: it is a file of its own.
 */
export function libvips(system: string): { name: string; table: string; texts: string[] } {
  const name = `@img/sharp-libvips-${system}`
  const said = textOf(join(folderOf(name), 'README.md'))
  const texts = ['LGPL-3.0.txt', 'GPL-3.0.txt'].map((file) => textOf(join(import.meta.dirname, 'texts', file)))
  return { name: anySystem(name), table: said.slice(said.indexOf('| Library')).replace(/\n\n[\s\S]*$/, ''), texts }
}
