import { above, below, raisedInText } from '../../formula_line'

/** Raised and lowered marks: footnote numbers, exponents, indices. */

interface Placed {
  base: number
  size: number
}

/** What stands before a mark in its line, and what follows it. */
interface Around {
  before: string
  after: string
}

const SUPERSCRIPT: Record<string, string> = {
  ...digits('⁰¹²³⁴⁵⁶⁷⁸⁹'),
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '(': '⁽',
  ')': '⁾',
  n: 'ⁿ',
  ...Object.fromEntries([...'abcde'].map((letter, i) => [letter, 'ᵃᵇᶜᵈᵉ'[i]!])),
}
/** Letters that are raised behind a figure or a lone letter: elsewhere they may be part of a word, as in "Mme". */
const RAISED_LETTERS = new Map([...'fghijklmprstuvwxyz'].map((letter, i) => [letter, [...'ᶠᵍʰⁱʲᵏˡᵐᵖʳˢᵗᵘᵛʷˣʸᶻ'][i]!]))
const SUBSCRIPT: Record<string, string> = { ...digits('₀₁₂₃₄₅₆₇₈₉'), '+': '₊', '-': '₋', '−': '₋', '(': '₍', ')': '₎' }

/** Type smaller than this part of its line's may be a mark; as large a one must be set well off the base line. */
const SMALL = 0.9
const OFF = 0.25
/** Smaller type is no mark of what stands beside it. */
const SMALLEST = 0.35

/**
 * How to write a mark that is raised or lowered against `main` of its line, so that "pier" with a note 3 does not become
 * "pier3" and m with an exponent not "m2". Undefined for ordinary type.
 */
export function raised(mark: Placed, main: Placed): ((text: string, around: Around) => string) | undefined {
  const lift = (main.base - mark.base) / main.size
  const size = mark.size / main.size
  if (size > SMALL && Math.abs(lift) < OFF) return undefined
  if (lift > 0.18) return size < SMALLEST ? (text) => replaceAll(text, SUPERSCRIPT) : writeRaised
  if (lift < -0.08) return size < SMALLEST ? (text) => replaceAll(text, SUBSCRIPT) : writeLowered
  return undefined
}

/** A number that is no note's; letters of several notes. */
const TERM = /^[+\-−]?(?:\d*\.\d+|\d{6,}|\d{1,3}\/\d{1,3})$/
const LETTERS = /^[a-e](?:, ?[a-e])+$/
/** Numbers of several notes. */
const NUMBERS = /^\d{1,3}(?:(?:, ?|[–-])\d{1,3})+$/
const AFTER_FIGURE = /[\d%]$/
/** A letter that is no part of a word: a quantity. */
const LONE = /(?<![\p{L}\p{N}])\p{L}$/u

function writeRaised(text: string, { before, after }: Around): string {
  if (text === 'TM') return '™'
  if (text === 'o' && AFTER_FIGURE.test(before) && /^\s?[CF](?![\p{L}\p{N}])/u.test(after)) return '°'
  if (TERM.test(text) && before !== '') return above(text)
  if (LETTERS.test(text) || NUMBERS.test(text)) return everySign(text, SUPERSCRIPT)
  const letter = RAISED_LETTERS.get(text)
  if (letter && (AFTER_FIGURE.test(before) || LONE.test(before))) return letter
  if (/^\p{Lu}$/u.test(text) && AFTER_FIGURE.test(before)) return above(text)
  // The logo of LaTeX has a raised letter.
  if (text === 'A' && /L$/.test(before)) return text
  const all = replaceAll(text, SUPERSCRIPT)
  return /\p{L}/u.test(text) && [...all].some((sign) => text.includes(sign)) ? raisedInText(text, before) : all
}

/** "a" and a low "i" are "a_i", and no word. */
function writeLowered(text: string, { before }: Around): string {
  const isIndex = LONE.test(before) && /\p{L}/u.test(text) && /^[\p{L}\p{N}+\-−=,]{1,8}$/u.test(text)
  return isIndex ? below(text) : replaceAll(text, SUBSCRIPT)
}

/** Longer raised text is no mark; text recognition places whole words a little high. */
const LONGEST_MARK = 5

/** All or nothing: "1,2" has no raised comma, but digits alone stand for themselves; "th" stays as it is. */
function replaceAll(text: string, table: Record<string, string>): string {
  const chars = [...text]
  if (chars.length > LONGEST_MARK) return text
  const letters = chars.filter((char) => /\p{L}/u.test(char)).length
  return letters > 1 ? text : everySign(text, table)
}

const everySign = (text: string, table: Record<string, string>): string =>
  [...text].map((char) => table[char] ?? char).join('')

function digits(chars: string): Record<string, string> {
  return Object.fromEntries([...chars].map((char, digit) => [String(digit), char]))
}
