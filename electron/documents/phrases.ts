/** What the first and the last characters of a line tell about where it belongs. */

import { STRUCK } from '../shared/document/struck'

/** Closing quotes, brackets, footnote marks and the marks of what is struck out may follow the full stop. */
const SENTENCE_END = /[.!?:…。！？：؟۔।]["'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹*†‡~]*$/u

export const endsSentence = (text: string): boolean => SENTENCE_END.test(text.trimEnd())

/** Small letters, and letters of scripts that have no capitals. */
export const startsLowercase = (text: string): boolean => /^["'“‘«(~]*[\p{Ll}\p{Lo}]/u.test(text)

/** The hyphen that ends a line after a letter or digit, or ''. A dash is no hyphen. */
export function hyphenAtEnd(text: string): string {
  return /[\p{L}\p{N}]([-\u2010\u2011])$/u.exec(text)?.[1] ?? ''
}

const BULLET = /^[•▪▫‣⁃◦●○■□◆◇▶►➢➤➔✓✔✗❖∙·](?:\s|$)/u
const DASH = /^[*–—-]\s/u
const NUMBER = /^(?:\(?\d{1,3}[.)]|\(?\p{L}[.)]|\(?[ivxlIVXL]{1,6}[.)]|\[\d{1,4}\])\s+\S/u

/**
 * Whether a line begins as a list item does: with a bullet, or with "3." or "(a)" or "iv)".
 * A dash is uncertain: so may any line of a sentence begin.
 */
export function listMarker(line: string): 'bullet' | 'dash' | 'number' | undefined {
  const text = line.startsWith(STRUCK) ? line.slice(STRUCK.length) : line
  if (BULLET.test(text)) return 'bullet'
  if (DASH.test(text)) return 'dash'
  return NUMBER.test(text) ? 'number' : undefined
}

/** A number, a sum, a date, or the dash that stands for none: no words. */
export function isValue(text: string): boolean {
  if (/^(?:[-–—.…·*/]+|n\.?\/?[ak]\.?)$/i.test(text)) return true
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return /\p{N}/u.test(text) && (letters <= 3 || /^[^\p{L}]{0,3}\d/u.test(text))
}
