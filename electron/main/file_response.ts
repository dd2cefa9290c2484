import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

const typeOf = (path: string) => TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'

/** Answers with a file, or with the range of it that was asked for (pdf.js reads large files in pieces). */
export async function fileResponse(path: string, request: Request, headers: Record<string, string>): Promise<Response> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  )
  if (size === undefined) return new Response('Not found', { status: 404, headers })
  const all = { ...headers, 'content-type': typeOf(path), 'accept-ranges': 'bytes' }
  const range = rangeOf(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...all, 'content-range': `bytes */${size}` } })
  }
  if (!range) {
    return new Response(body(path, request, 0, size), { headers: { ...all, 'content-length': `${size}` } })
  }
  const { start, end } = range
  return new Response(body(path, request, start, end), {
    status: 206,
    headers: { ...all, 'content-length': `${end - start}`, 'content-range': `bytes ${start}-${end - 1}/${size}` },
  })
}

type ResponseBody = ConstructorParameters<typeof Response>[0]

/** Bytes [start, end). */
function body(path: string, request: Request, start: number, end: number): ResponseBody {
  if (request.method === 'HEAD' || start === end) return null
  const stream = createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 })
  return Readable.toWeb(stream) as unknown as ResponseBody
}

/** Bytes [start, end) of a Range header with one range; undefined: all of it (several ranges are not answered). */
export function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, first, last] = match
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size }
  }
  const start = Number(first)
  const end = last === '' ? size : Math.min(Number(last) + 1, size)
  return start >= size || start >= end ? 'unsatisfiable' : { start, end }
}
