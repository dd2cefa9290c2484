import type { Piece } from './server'

/**
 * Vocabularies of byte-level BPE write each byte as one character: printable ones as themselves, the others as the next
 * free ones from U+0100 on. Others write a space as U+2581 and single bytes as <0x0A>.
 */
const BYTE_OF = new Map<string, number>()
let next = 0x100
for (let byte = 0; byte < 0x100; byte++) {
  const isItself = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
  BYTE_OF.set(String.fromCodePoint(isItself ? byte : next++), byte)
}

/** What a token of a vocabulary is written as in a text. */
export function bytesOfToken(token: string): Piece {
  const byte = /^<0x([0-9A-F]{2})>$/.exec(token)
  if (byte) return Buffer.from([Number.parseInt(byte[1]!, 16)])
  const bytes = Array.from(token, (character) => BYTE_OF.get(character))
  if (bytes.every((one) => one !== undefined)) return Buffer.from(bytes)
  return Buffer.from(token.replaceAll('\u2581', ' '))
}
