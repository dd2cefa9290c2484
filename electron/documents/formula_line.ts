import { raised } from './set_signs'

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

/** What is raised in running text: "10 n+1" is "10^(n+1)" and "x n" is "xⁿ", while "1 st" and "M me" are words. */
export function raisedInText(words: string, before: string): string {
  const figures = raised(words)
  if (figures !== words) return figures
  const text = words.trim()
  const isTerm = text.length <= 12 && /[+\-−=*/×]/.test(text) && /^[\p{L}\p{N}\s()+\-−=*/×.,]+$/u.test(text)
  const isLetter = /^\p{L}$/u.test(text) && /(?<![\p{L}\p{N}])\p{L}$/u.test(before) && !/[nN]$/.test(before)
  return isTerm || isLetter ? above(text) : words
}
