import { loweredFigures, raised, raisedLetter } from './raised'

/** Parts of formulas in one line, as they would be typed: "(a+b)/2", "x²", "a_1", "√16". */

/** Parts that are more than one number or name need brackets in a line. */
export const grouped = (text: string): string =>
  /^(?:[\p{L}\p{M}]+|[\p{N}.,]+|\(.*\)|\p{N}+\p{L}?)$/u.test(text) ? text : `(${text})`

export function above(text: string): string {
  if (text === '') return ''
  const figures = raised(text)
  return figures === text ? `^${grouped(text)}` : figures
}

export const below = (text: string): string => (text === '' ? '' : `_${grouped(text)}`)

export const fraction = (over: string, under: string): string => `${grouped(over)}/${grouped(under)}`

export const root = (of: string, degree = ''): string => `${above(degree).replace('^', '')}√${grouped(of)}`

/** "n+1", "2k": what an index or a power may be that is more than one letter. */
const TERM = /^(?=.{1,12}$)(?=.*[+\-−=*/×])[\p{L}\p{N}\s()+\-−=*/×.,]+$/u
/** A letter that stands alone, as names of quantities do. */
const NAME = /(?<![\p{L}\p{N}])\p{L}$/u

/** What is raised in running text: "10 n+1" is "10^(n+1)", "x n" is "xⁿ" and "2 k" "2^k", while "1 st" and "M me" are words. */
export function raisedInText(words: string, before: string): string {
  const figures = raised(words)
  const text = words.trim()
  if (figures !== words) return figures
  if (text === 'TM') return '™'
  if (TERM.test(text)) return above(text)
  return /^\p{L}$/u.test(text) ? (letterAbove(text, before) ?? words) : words
}

/** Undefined where it is a part of the word before it. */
function letterAbove(letter: string, before: string): string | undefined {
  // "Mr", "St", "No", "XXe"
  if (/(?<![\p{L}\p{N}])(?:n|\p{Lu}+)$/u.test(before) && /[aeorst]/.test(letter)) return undefined
  const isPower = NAME.test(before) || /[)\]]$/.test(before) || (/\d$/.test(before) && /[ijkmnpqxyz]/i.test(letter))
  if (isPower) return letter === 'n' ? raisedLetter(letter) : `^${letter}`
  const isNote = /\d$/.test(before) ? /[abco]/ : /[\p{L}\p{M}]{4}$|[%.]$/u.test(before) ? /[abcd]/ : /^$/
  return isNote.test(letter) ? raisedLetter(letter) : undefined
}

/** What is lowered: "x max" is "x_max" and "log 2" "log_2", while the figures of formulas stand as they are: "H2O". */
export function loweredInText(words: string, before: string): string {
  const text = words.trim()
  if (/^\d+$/.test(text)) {
    // part of a fraction, base of a number
    if (/\d$|[⁰¹²³⁴-⁹][/⁄]$/u.test(before)) return loweredFigures(words)
    return /(?<!\p{L})log$/iu.test(before) ? below(text) : words
  }
  return NAME.test(before) && (/^\p{L}{1,4}$/u.test(text) || TERM.test(text)) ? below(text) : words
}
