/** The encodings of texts: their names for people, and how their bytes become text. */

export interface Encoding {
  /** As the WHATWG names it. */
  label: string
  /** What is written in it, for people to choose by. */
  name: string
}

/** What to offer people whose text was read in the wrong one. */
export const ENCODINGS: readonly Encoding[] = [
  { label: 'utf-8', name: 'Unicode (UTF-8)' },
  { label: 'utf-16le', name: 'Unicode (UTF-16 LE)' },
  { label: 'utf-16be', name: 'Unicode (UTF-16 BE)' },
  { label: 'windows-1252', name: 'Western European (windows-1252)' },
  { label: 'iso-8859-15', name: 'Western European (ISO-8859-15)' },
  { label: 'macintosh', name: 'Western European (Macintosh)' },
  { label: 'windows-1250', name: 'Central European (windows-1250)' },
  { label: 'iso-8859-2', name: 'Central European (ISO-8859-2)' },
  { label: 'windows-1257', name: 'Baltic (windows-1257)' },
  { label: 'iso-8859-13', name: 'Baltic (ISO-8859-13)' },
  { label: 'windows-1251', name: 'Cyrillic (windows-1251)' },
  { label: 'koi8-r', name: 'Cyrillic (KOI8-R)' },
  { label: 'koi8-u', name: 'Cyrillic (KOI8-U)' },
  { label: 'iso-8859-5', name: 'Cyrillic (ISO-8859-5)' },
  { label: 'ibm866', name: 'Cyrillic (DOS)' },
  { label: 'x-mac-cyrillic', name: 'Cyrillic (Macintosh)' },
  { label: 'windows-1253', name: 'Greek (windows-1253)' },
  { label: 'iso-8859-7', name: 'Greek (ISO-8859-7)' },
  { label: 'windows-1254', name: 'Turkish (windows-1254)' },
  { label: 'windows-1255', name: 'Hebrew (windows-1255)' },
  { label: 'iso-8859-8', name: 'Hebrew (ISO-8859-8)' },
  { label: 'windows-1256', name: 'Arabic (windows-1256)' },
  { label: 'iso-8859-6', name: 'Arabic (ISO-8859-6)' },
  { label: 'windows-874', name: 'Thai (windows-874)' },
  { label: 'windows-1258', name: 'Vietnamese (windows-1258)' },
  { label: 'gb18030', name: 'Chinese, simplified (GB18030)' },
  { label: 'big5', name: 'Chinese, traditional (Big5)' },
  { label: 'shift_jis', name: 'Japanese (Shift_JIS)' },
  { label: 'euc-jp', name: 'Japanese (EUC-JP)' },
  { label: 'iso-2022-jp', name: 'Japanese (ISO-2022-JP)' },
  { label: 'euc-kr', name: 'Korean (EUC-KR)' },
]

/** The usual label for what a person, a web page or an XML file calls an encoding; undefined for what there is none of. */
export function knownEncoding(label: string): string | undefined {
  const wide = /^utf-?32(?:-?(le|be))?$/i.exec(label.trim())
  if (wide) return `utf-32${wide[1]?.toLowerCase() ?? 'le'}`
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return undefined
  }
}

/** `label` is one that `knownEncoding` returned. What stands for nothing becomes U+FFFD; a mark at the start is left out. */
export function decode(data: Uint8Array, label: string): string {
  if (label === 'windows-1252') return windows1252(data)
  if (label.startsWith('utf-32')) return utf32(data, label === 'utf-32le')
  return new TextDecoder(label).decode(data)
}

/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on. */
const BEYOND_LATIN1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Not by TextDecoder: Node 20 takes it for Latin-1, Electron does not. */
const windows1252 = (data: Uint8Array): string =>
  latin1(data, 0, data.length).replace(/[\x80-\x9f]/g, (char) => BEYOND_LATIN1[char.charCodeAt(0) - 0x80]!)

/** A character for each byte. Not by TextDecoder, to which Latin-1 is Windows-1252, but not in every Node. */
export const latin1 = (data: Uint8Array, start: number, end: number): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1', start, end)

/** TextDecoder knows no UTF-32. */
function utf32(data: Uint8Array, isLittle: boolean): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const pieces: string[] = []
  for (let at = 0; at + 4 <= data.length; at += 4) {
    const code = view.getUint32(at, isLittle)
    if (at === 0 && code === 0xfeff) continue
    pieces.push(isCharacter(code) ? String.fromCodePoint(code) : '\ufffd')
  }
  return pieces.join('')
}

export const isCharacter = (code: number): boolean => code < 0x110000 && !(code >= 0xd800 && code < 0xe000)
