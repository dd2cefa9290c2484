import { oneLine } from '../../../shared/document/one_line'
/** A line with its numbers taken out, so that "Page 3 of 9" and "Page 4 of 9" can be seen to be the same. */
export interface Template {
  words: string
  numbers: number[]
}

const ROMAN = /^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const VALUES: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/** Roman numbers count as numbers: front matter is paged with them. */
export function templateOf(text: string): Template {
  const numbers: number[] = []
  const words = text.toLowerCase().replace(/\p{Nd}+|\p{L}+/gu, (token) => {
    const value = fromDigits(token) ?? fromRoman(token)
    if (value === undefined) return token
    numbers.push(value)
    return '#'
  })
  return { words: oneLine(words), numbers }
}

/** The value of a number in European, Arabic or Persian digits; undefined for other words. */
function fromDigits(text: string): number | undefined {
  const european = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
  return /^\d+$/.test(european) ? Number(european) : undefined
}

/** The value of a Roman number in lower case; undefined for other words. */
export function fromRoman(text: string): number | undefined {
  if (text === '' || !ROMAN.test(text)) return undefined
  let sum = 0
  for (const [i, char] of [...text].entries()) {
    const value = VALUES[char]!
    sum += value < (VALUES[text[i + 1] ?? ''] ?? 0) ? -value : value
  }
  return sum
}

const PAGE_WORD =
  'page|p\\.|pg\\.?|sheet|folio|leaf|seite|s\\.|blatt|bl\\.|feuille|página|pagina|pág\\.|hoja|foglio|blad|strona|str\\.|strana|sida|side|sivu|oldal|страница|стр\\.|лист|صفحة|עמוד'
const PAGE_NUMBER = new RegExp(
  `^[\\s\\-–—|[(.]*(?:${PAGE_WORD})?\\s*(\\p{Nd}+)(?:\\s*(?:of|/|von|de|sur|di|van|z|av|из|من|מתוך)\\s*\\p{Nd}+)?[\\s\\-–—|\\]).]*$`,
  'iu',
)
const NAMES_PAGE = new RegExp(
  `(?:^|[\\s\\-–—|(,])(?:${PAGE_WORD})\\s*\\p{Nd}|第\\s*\\p{Nd}+\\s*[页頁]|\\p{Nd}\\s*페이지`,
  'iu',
)

/** "Tide Office, page 3": a number that a text says is a page's. */
export const namesPage = (text: string): boolean => NAMES_PAGE.test(text)

/** The number in a text that is nothing but a page number. */
export function pageNumber(text: string): number | undefined {
  const found = PAGE_NUMBER.exec(text.trim())
  return found?.[1] === undefined ? undefined : fromDigits(found[1])
}
