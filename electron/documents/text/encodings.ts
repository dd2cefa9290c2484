/** How the bytes of a text become characters, by the name of its encoding. */

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
const windows1252 = (data: Uint8Array): string => beyondLatin1(latin1(data, 0, data.length))

/** What others decoded as Latin-1 in Windows-1252: control characters of its upper half stand in no text. */
export const beyondLatin1 = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (char) => BEYOND_LATIN1[char.charCodeAt(0) - 0x80]!)

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
