/** Tells what a file holds from its first bytes. */

/** How far into a file its PDF header may stand: mail and web servers put things before it. */
const HEADER_WITHIN = 1024

export const isPdf = (data: Uint8Array): boolean => latin1(data, 0, HEADER_WITHIN).includes('%PDF-')

/** Not by TextDecoder: to it Latin-1 is Windows-1252, but not in every Node, and numbers of bytes must stay. */
const latin1 = (data: Uint8Array, start: number, end: number): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1', start, end)

interface Unsupported {
  what: string
  advice: string
}

const SAVE_AS_PDF = 'save it as PDF first'
const GET_PDF = 'choose a PDF, text or Markdown file'

const ZIPPED: [RegExp, Unsupported][] = [
  [/word\//, { what: 'a Word file', advice: SAVE_AS_PDF }],
  [/xl\//, { what: 'an Excel file', advice: SAVE_AS_PDF }],
  [/ppt\//, { what: 'a PowerPoint file', advice: SAVE_AS_PDF }],
  [/mimetypeapplication\/epub/, { what: 'an e-book (EPUB)', advice: 'convert it to PDF first' }],
  [/mimetypeapplication\/vnd\.oasis/, { what: 'an OpenDocument file', advice: SAVE_AS_PDF }],
]

const BY_MAGIC: [RegExp, Unsupported][] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of OLE files
  [/^\xd0\xcf\x11\xe0/, { what: 'an old Office file', advice: SAVE_AS_PDF }],
  [/^\{\\rtf/, { what: 'a Rich Text file', advice: SAVE_AS_PDF }],
  [/^%!PS/, { what: 'a PostScript file', advice: 'convert it to PDF first' }],
  [
    /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{8}\0|II\*\0|MM\0\*|RIFF.{4}WEBP)/s,
    { what: 'an image', advice: 'run text recognition (OCR) on it and save the result as PDF' },
  ],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of gzip
  [/^(?:\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/, { what: 'an archive', advice: 'unpack it and choose a file in it' }],
  [/^AT&TFORM/, { what: 'a DjVu file', advice: 'convert it to PDF first' }],
]

/** What a file that is neither PDF nor text is, and what to do about it; undefined for text. */
export function unsupportedKind(data: Uint8Array, file: string): Unsupported | undefined {
  const head = latin1(data, 0, 64)
  for (const [magic, kind] of BY_MAGIC) if (magic.test(head)) return kind
  if (head.startsWith('PK\x03\x04')) return zipKind(data, file)
  return looksBinary(data) ? { what: 'a file of an unknown kind', advice: GET_PDF } : undefined
}

function zipKind(data: Uint8Array, file: string): Unsupported {
  const names = latin1(data, 0, 4096) + latin1(data, Math.max(0, data.length - 65536), data.length)
  for (const [pattern, kind] of ZIPPED) if (pattern.test(names)) return kind
  if (/\.docx?$/i.test(file)) return ZIPPED[0]![1]
  return { what: 'a ZIP archive', advice: 'unpack it and choose a file in it' }
}

/** Zero bytes and many control characters don't stand in texts, unless they are UTF-16. */
function looksBinary(data: Uint8Array): boolean {
  if (utf16Of(data) !== undefined) return false
  let odd = 0
  const end = Math.min(data.length, 8192)
  for (let i = 0; i < end; i++) {
    const byte = data[i]!
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++
  }
  return odd > end * 0.02
}

/** UTF-16 with or without its mark: without, every second byte of Western text is zero. */
function utf16Of(data: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (data[0] === 0xff && data[1] === 0xfe) return 'utf-16le'
  if (data[0] === 0xfe && data[1] === 0xff) return 'utf-16be'
  const pairs = Math.min(data.length >> 1, 2048)
  if (pairs < 4) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < pairs * 2; i++) if (data[i] === 0) zeros[i & 1]!++
  if (zeros[1]! > 0.7 * pairs && zeros[0]! < 0.05 * pairs) return 'utf-16le'
  if (zeros[0]! > 0.7 * pairs && zeros[1]! < 0.05 * pairs) return 'utf-16be'
  return undefined
}

/** The text of a file: UTF-8 or UTF-16; what is neither is read as Windows-1252, as old Western texts are. */
export function decodeText(data: Uint8Array): string {
  const utf16 = utf16Of(data)
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(data)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data)
  } catch {
    return windows1252(data)
  }
}

/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on. */
const BEYOND_LATIN1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Not by TextDecoder: Node 20 takes it for Latin-1, Electron does not. */
const windows1252 = (data: Uint8Array): string =>
  latin1(data, 0, data.length).replace(/[\x80-\x9f]/g, (char) => BEYOND_LATIN1[char.charCodeAt(0) - 0x80]!)
