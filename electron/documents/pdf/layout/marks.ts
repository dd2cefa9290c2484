/** Raised and lowered marks: footnote numbers, exponents, indices. */

interface Placed {
  base: number
  size: number
}

const SUPERSCRIPT: Record<string, string> = {
  ...digits('⁰¹²³⁴⁵⁶⁷⁸⁹'),
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '(': '⁽',
  ')': '⁾',
  n: 'ⁿ',
  a: 'ᵃ',
  b: 'ᵇ',
  c: 'ᶜ',
  d: 'ᵈ',
  e: 'ᵉ',
}
const SUBSCRIPT: Record<string, string> = { ...digits('₀₁₂₃₄₅₆₇₈₉'), '+': '₊', '-': '₋', '−': '₋', '(': '₍', ')': '₎' }

/**
 * How to write a small mark that is raised or lowered against `main` of its line, so that "pier" with a note 3 does
 * not become "pier3" and m with an exponent not "m2". Undefined for ordinary type.
 */
export function raised(mark: Placed, main: Placed): ((text: string) => string) | undefined {
  if (mark.size > 0.9 * main.size) return undefined
  const lift = main.base - mark.base
  if (lift > 0.18 * main.size) return (text) => replaceAll(text, SUPERSCRIPT)
  if (lift < -0.08 * main.size) return (text) => replaceAll(text, SUBSCRIPT)
  return undefined
}

/** Longer raised text is no mark; text recognition places whole words a little high. */
const LONGEST_MARK = 5

/** All or nothing: "1,2" has no raised comma, but digits alone stand for themselves; "th" stays as it is. */
function replaceAll(text: string, table: Record<string, string>): string {
  const chars = [...text]
  if (chars.length > LONGEST_MARK) return text
  const letters = chars.filter((char) => /\p{L}/u.test(char)).length
  if (letters > 1) return text
  return chars.map((char) => table[char] ?? char).join('')
}

function digits(chars: string): Record<string, string> {
  return Object.fromEntries([...chars].map((char, digit) => [String(digit), char]))
}
