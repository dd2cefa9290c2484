import { decode } from './encodings'

/** Tells UTF-16 and UTF-32 by their bytes. */

/** How far into a file to look. */
const LOOKED_AT = 4096

/** By its mark; without one by the zeros and by what the characters would be. Undefined for what is neither. */
export function wideEncoding(data: Uint8Array): string | undefined {
  return byMark(data) ?? utf32Of(data) ?? utf16Of(data)
}

function byMark(data: Uint8Array): string | undefined {
  const [a, b, c, d] = data
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined
}

/** Of each four bytes one is always zero and one nearly so, or there would be no such character. */
function utf32Of(data: Uint8Array): string | undefined {
  if (data.length % 4 !== 0 || data.length < 8) return undefined
  const [head] = headOf(data)
  const isLittle = head.every((byte, i) => (i % 4 === 3 ? byte === 0 : i % 4 !== 2 || byte < 0x11))
  const isBig = head.every((byte, i) => (i % 4 === 0 ? byte === 0 : i % 4 !== 1 || byte < 0x11))
  return [isLittle && 'utf-32le', isBig && 'utf-32be'].find((it) => it && isText(decode(head, it))) || undefined
}

/** In Western text every second byte is zero; in any other only those of blanks, line ends and digits. */
function utf16Of(data: Uint8Array): string | undefined {
  const [head, pairs] = headOf(data)
  if (pairs < 4 || !head.includes(0)) return undefined
  const found = ['utf-16le', 'utf-16be'].map((label) => {
    const text = decode(head, label)
    return { label, blanks: text.match(/[ \r\n\t]/g)?.length ?? 0, text }
  })
  found.sort((a, b) => b.blanks - a.blanks)
  return found.find(({ text }) => isText(text))?.label
}

function headOf(data: Uint8Array): [head: Uint8Array, pairs: number] {
  const length = Math.min(data.length - (data.length % 4), LOOKED_AT)
  return data.length < 8 ? [data, data.length >> 1] : [data.subarray(0, length), length >> 1]
}

/** Mostly letters of one script, and nothing that stands in no text. The last character may be cut. */
function isText(text: string): boolean {
  const all = [...text].slice(0, -1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what texts don't hold
  if (all.some((char) => /[\p{Cn}\p{Co}\ufffd\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084]/u.test(char)))
    return false
  const letters = all.filter((char) => /\p{L}/u.test(char))
  const scripts = SCRIPTS.map((script) => letters.filter((char) => script.test(char)).length)
  return letters.length >= all.length / 4 && Math.max(...scripts) >= letters.length / 3
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
]
