/**
 * How wide letters are in an ordinary proportional font, relative to each other: pdf.js tells a line's width only, and
 * a "W" is three times as wide as an "i". Thousandths of the font's size, between those of Times and Helvetica.
 */

const DEFAULT = 520
const FULL = 1000

/** ASCII from the space on. */
const ASCII = Uint16Array.from([
  264, 305, 381, 528, 528, 861, 722, 186, 333, 333, 444, 574, 264, 333, 264, 278, 528, 528, 528, 528, 528, 528, 528,
  528, 528, 528, 278, 278, 574, 574, 574, 500, 968, 694, 639, 694, 722, 639, 583, 750, 722, 305, 444, 694, 583, 861,
  722, 750, 583, 750, 667, 583, 611, 722, 694, 944, 694, 694, 611, 305, 278, 305, 527, 528, 333, 500, 528, 472, 528,
  500, 305, 528, 528, 250, 250, 500, 250, 805, 528, 528, 528, 528, 333, 444, 278, 528, 500, 722, 500, 500, 472, 407,
  230, 407, 558,
])

/** Hebrew letters that are far narrower than the others. */
const NARROW: Record<string, number> = { ג: 400, ו: 270, ז: 390, י: 240, ן: 270, נ: 390 }
const HEBREW = 580

function widthOf(code: number): number {
  if (code < 32) return 0
  if (code < 127) return ASCII[code - 32]!
  if (code < 0x250) return latinWidth(code)
  // Marks that stand over or under a letter take no room
  if ((code >= 0x300 && code < 0x370) || (code >= 0x591 && code < 0x5c8) || (code >= 0x64b && code < 0x660)) return 0
  if (code >= 0x5d0 && code < 0x5eb) return NARROW[String.fromCharCode(code)] ?? HEBREW
  if (code === 0x2014) return FULL
  if (code === 0x2018 || code === 0x2019) return 278
  if (code === 0x201c || code === 0x201d) return 390
  if (code >= 0x2e80 && code < 0xd7b0) return FULL
  if (code >= 0xf900 && code < 0xfb00) return FULL
  if (code >= 0xff00 && code < 0xff61) return FULL
  return DEFAULT
}

/** Letters with accents are as wide as those without. */
function latinWidth(code: number): number {
  const base = String.fromCharCode(code).normalize('NFD').charCodeAt(0)
  return base < 127 ? ASCII[base - 32]! : DEFAULT
}

/** The share of a line's width that lies before `at`: 0 at its start, 1 at its end. */
export function shareBefore(text: string, at: number): number {
  if (at <= 0) return 0
  if (at >= text.length) return 1
  let before = 0
  let all = 0
  for (let i = 0; i < text.length; i++) {
    const width = widthOf(text.charCodeAt(i))
    if (i < at) before += width
    all += width
  }
  return all > 0 ? before / all : at / text.length
}

/** The character that a share of the line's width falls on. */
export function characterAtShare(text: string, share: number): number {
  let all = 0
  for (let i = 0; i < text.length; i++) all += widthOf(text.charCodeAt(i))
  let before = 0
  for (let i = 0; i < text.length; i++) {
    before += widthOf(text.charCodeAt(i))
    if (before > share * all) return i
  }
  return text.length - 1
}
