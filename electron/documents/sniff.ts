import { latin1 } from './text/encodings'
import { wideEncoding } from './text/unicode_bytes'

/** Tells what a file holds from its first bytes. */

/** How far into a file its PDF header may stand: mail and web servers put things before it. */
const HEADER_WITHIN = 1024

/**
 * Whether a file is a PDF, not a text that tells of PDF files. What stands behind a PDF's header is seldom all text; if
 * it is, it holds objects and ends with the place of their table. `file` says what a damaged one is.
 */
export function isPdf(data: Uint8Array, file: string): boolean {
  const at = latin1(data, 0, HEADER_WITHIN).indexOf('%PDF-')
  if (at < 0) return false
  if (looksBinary(data.subarray(at)) || (at === 0 && /\.pdf$/i.test(file))) return true
  const body = latin1(data, at, data.length)
  if (!/^%PDF-\d\.\d\s*[\r\n]/.test(body) || !/[\r\n]\d+ \d+ obj\b/.test(body)) return false
  return at === 0 || /startxref\s+\d+\s+%%EOF\s*$/.test(body)
}

/** How much of a file to look for the head of a mail in. */
const HEAD_OF_MAIL = 20_000

interface Unsupported {
  what: string
  advice: string
}

const SAVE_AS_PDF = 'save it as PDF first'
const GET_OTHER = 'save it as PDF or text first'

const RICH_TEXT = { what: 'a Rich Text file', advice: SAVE_AS_PDF }
const POSTSCRIPT = { what: 'a PostScript file', advice: 'convert it to PDF first' }

/** Files that are text themselves; a text about them has words behind the same first characters. */
const BY_FIRST_LINE: [RegExp, Unsupported][] = [
  [/^\s*\{\\rtf\d?\s*[\\{]|^\s*\{\\rtf.*\}[\s\0]*$/s, RICH_TEXT],
  [/^%!PS(?:-Adobe-[\d.]+(?: EPSF-[\d.]+)?)?[ \t]*[\r\n]/, POSTSCRIPT],
]

/** Their first characters may begin a text as well: these files hold bytes that no text does. */
const BY_MAGIC: [RegExp, Unsupported][] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of OLE files
  [/^\xd0\xcf\x11\xe0/, { what: 'an old Office file', advice: SAVE_AS_PDF }],
  [
    /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{8}\0|II\*\0|MM\0\*|RIFF.{4}WEBP)/s,
    { what: 'an image', advice: 'run text recognition (OCR) on it and save the result as PDF' },
  ],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of gzip
  [/^(?:\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/, { what: 'an archive', advice: 'unpack it and choose a file in it' }],
  [/^AT&TFORM/, { what: 'a DjVu file', advice: 'convert it to PDF first' }],
  [/^%!PS/, POSTSCRIPT],
]

/** No text in any encoding begins so, however little of the file is left. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: first bytes of files
const UNMISTAKABLE = /^(?:\x89PNG\r\n|\xd0\xcf\x11\xe0|\xff\xd8\xff|\x1f\x8b|\xfd7zXZ)/

/** What a file that is neither PDF nor text is, and what to do about it; undefined for text. */
export function unsupportedKind(data: Uint8Array): Unsupported | undefined {
  const text = latin1(data, 0, data.length)
  for (const [first, kind] of BY_FIRST_LINE) if (first.test(text)) return kind
  const mail = mailKind(text)
  if (mail) return mail
  if (!looksBinary(data) && !UNMISTAKABLE.test(text)) return undefined
  return BY_MAGIC.find(([magic]) => magic.test(text))?.[1] ?? { what: 'a file of an unknown kind', advice: GET_OTHER }
}

/** Mail of which parts are encoded, or which holds files; mail that is plain text is read as one. */
function mailKind(text: string): Unsupported | undefined {
  const head = /^(?:From .+\r?\n)?(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){2,}/.exec(text.slice(0, HEAD_OF_MAIL))?.[0]
  if (head === undefined || !/^(?:MIME-Version|Content-Transfer-Encoding):/im.test(head)) return undefined
  const encoded = /^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)/im.test(head)
  if (!encoded && !/^Content-Type:\s*(?:multipart\/|text\/html)/im.test(head)) return undefined
  if (/^Content-Type:\s*multipart\/related/im.test(head) && /^Snapshot-Content-Location:/im.test(head)) {
    return { what: 'a saved web page (MHTML)', advice: SAVE_AS_PDF }
  }
  return { what: 'an e-mail with encoded parts', advice: 'save it as PDF, or its text as a text file' }
}

/** Zero bytes and many control characters don't stand in texts, unless they are UTF-16 or UTF-32. */
function looksBinary(data: Uint8Array): boolean {
  if (wideEncoding(data) !== undefined) return false
  let odd = 0
  const end = Math.min(data.length, 8192)
  for (let i = 0; i < end; i++) {
    const byte = data[i]!
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++
  }
  return odd > end * 0.02
}
