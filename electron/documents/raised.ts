/** Figures and letters that are raised or lowered, by signs of their own where they have such. */

const RAISED: Record<string, string> = {
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, i) => [String(i), sign])),
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '–': '⁻',
}

/** A number with a sign or a charge's, or the numbers of several notes. */
const FIGURES = /^\s*(?:[+\-−–]?\d+|\d+[+\-−–]|\d+(?:(?:, ?|[–-])\d+)+)\s*$/

/** "6" raised behind "10" is no "106"; other words stay as they are. */
export const raised = (words: string): string =>
  FIGURES.test(words) ? words.replace(/[\d+−]|(?<!\d)[-–]|[-–](?!\d)/g, (sign) => RAISED[sign]!) : words

export const loweredFigures = (words: string): string =>
  words.replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)))

/** Of notes, and of the power that has a sign of its own; the same as in PDFs (pdf/layout/marks.ts). */
const LETTERS: Record<string, string> = { a: 'ᵃ', b: 'ᵇ', c: 'ᶜ', d: 'ᵈ', e: 'ᵉ', n: 'ⁿ', o: 'º' }

/** Undefined for a letter that has no sign. */
export const raisedLetter = (letter: string): string | undefined => LETTERS[letter]
