import type { TextContent } from 'pdfjs-dist/types/src/display/api'

/** Control characters, private codes, codes without a character, and the mark for what could not be decoded. */
const MEANINGLESS = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu
const SPACE = /[\s\u0085]/g
/** A page with fewer of them may have them from a logo. */
const FEWEST = 20

/**
 * Whether a page's text can't be made out: fonts without a table of Unicode values give codes of their own in place of
 * letters, and what of them happens to be letters is not what is drawn.
 */
export function isGarbled({ items }: TextContent): boolean {
  const text = items.map((item) => ('str' in item ? item.str.replace(SPACE, '') : '')).join('')
  const meaningless = text.match(MEANINGLESS)?.length ?? 0
  return meaningless >= FEWEST && meaningless * 2 > text.length
}
