import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { readTokens, TOKENS_FILE } from '../../../../electron/library/tokens_file'
import { traceHandlers } from '../../../../electron/service/traces'
import { toJson } from './wire'

/** What the page of the harness fetches beside itself, whoever serves it. */

export const HERE = import.meta.dirname
export const OUT = 'build/renderer-harness'

/** What pdf.js fetches while it shows a PDF, below pdfjs/. */
export const PDFJS = 'node_modules/pdfjs-dist'
export const PDFJS_FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs']

const PLACES: Record<string, string[]> = {
  recordings: [OUT],
  files: ['assets/samples', 'test/fixtures/documents'],
}

export const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

export const pathOf = (request: IncomingMessage) => decodeURIComponent(new URL(request.url!, 'http://x').pathname)

/** A recording or a document; undefined where there is none. */
export function fileBeside(path: string, places = PLACES): string | undefined {
  const [, first, ...rest] = path.split('/')
  return places[first!]?.map((folder) => join(folder, ...rest)).find((file) => existsSync(file))
}

const traces = traceHandlers()

/** The lens's questions, from recorded traces. */
export async function answerLens(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { name, input, folder } = JSON.parse(Buffer.concat(chunks).toString())
  if (name === 'lens.tokens') return toJson(await readTokens(join(folder, TOKENS_FILE)))
  const file = join(folder, `${input.trace.generation}.trace`)
  const handler = traces[name.replace('lens.', 'trace.') as 'trace.row']
  return toJson(await handler({ ...input, file }))
}
