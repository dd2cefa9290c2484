import { rootTag } from './packed/root_tag'
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

interface Unsupported {
  what: string
  advice: string
}

const SAVE_AS_PDF = 'save it as PDF first'
const GET_OTHER = 'save it as PDF or text first'

const POSTSCRIPT = { what: 'a PostScript file', advice: 'convert it to PDF first' }

/** Files that are text themselves; a text about them has words behind the same first characters. */
const BY_FIRST_LINE: [RegExp, Unsupported][] = [[/^%!PS(?:-Adobe-[\d.]+(?: EPSF-[\d.]+)?)?[ \t]*[\r\n]/, POSTSCRIPT]]
const WORD_OF_2003 = { what: 'a Word document in XML of 2003', advice: 'save it as .docx or PDF first' }

/** An OLE file that holds a stream of that name, written in UTF-16. */
const oldOffice = (stream: string): RegExp => new RegExp(`^\\xd0\\xcf\\x11\\xe0.*${[...stream].join('\\0')}\\0`, 's')

/** Their first characters may begin a text as well: these files hold bytes that no text does. */
const BY_MAGIC: [RegExp, Unsupported][] = [
  [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a name in UTF-16
    /^\xd0\xcf\x11\xe0.*E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0/s,
    { what: 'an Office file with a password', advice: 'save it without the password first' },
  ],
  [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a name in UTF-16
    /^\xd0\xcf\x11\xe0.*_\0_\0s\0u\0b\0s\0t\0g\x001\0/s,
    {
      what: 'an Outlook message (.msg)',
      advice: 'save it in Outlook as text or HTML, or as .eml in another mail program',
    },
  ],
  [oldOffice('WordDocument'), { what: 'an old Word document (.doc)', advice: 'save it as .docx or PDF first' }],
  [oldOffice('Workbook'), { what: 'an old Excel workbook (.xls)', advice: 'save it as .xlsx or PDF first' }],
  [
    oldOffice('PowerPoint Document'),
    { what: 'an old PowerPoint presentation (.ppt)', advice: 'save it as .pptx or PDF first' },
  ],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of OLE files
  [/^\xd0\xcf\x11\xe0/, { what: 'an old Office file', advice: SAVE_AS_PDF }],
  [
    /^(?:GIF8|BM.{8}\0|RIFF.{4}WEBP|.{4}ftyp(?:avif|avis))/s,
    { what: 'an image of another kind than PNG, JPEG and TIFF', advice: 'save it as one of these first' },
  ],
  [/^.{4}ftyp(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)/s, { what: 'a HEIC photo', advice: 'save it as JPEG or PNG first' }],
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
  if (rootTag(text).startsWith('<w:wordDocument')) return WORD_OF_2003
  if (!looksBinary(data) && !UNMISTAKABLE.test(text)) return undefined
  return BY_MAGIC.find(([magic]) => magic.test(text))?.[1] ?? { what: 'a file of an unknown kind', advice: GET_OTHER }
}

/** What old programs of DOS end a text with, and how printers are told to step back. */
const DOS_END = 0x1a
const BACK = 8

/** Zero bytes and many control characters don't stand in texts, unless they are UTF-16 or UTF-32. */
function looksBinary(data: Uint8Array): boolean {
  if (wideEncoding(data) !== undefined) return false
  let odd = 0
  const last = data.length - 1
  const end = Math.min(data[last] === DOS_END ? last : data.length, 8192)
  for (let i = 0; i < end; i++) {
    const byte = data[i]!
    if (byte === 0) return true
    if (byte < BACK || (byte > 13 && byte < 32 && byte !== 27)) odd++
  }
  return odd > end * 0.02
}
