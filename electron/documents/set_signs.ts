import { symbolTableOf } from './symbol_fonts'

/** Signs whose meaning hangs on how they are set: raised figures, and letters in fonts that draw signs for them. */

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

/** How words are set, as far as their meaning hangs on it. */
export interface Setting {
  font?: string | undefined
  raised?: boolean | undefined
}

/** What words show that are set so. */
export function asSet(words: string, setting: Setting): string {
  const drawn = drawnIn(setting.font, words)
  return setting.raised ? raised(drawn) : drawn
}

/** Fonts of signs have theirs for the codes of letters, and for private ones at F000; other characters are themselves. */
export function drawnIn(font: string | undefined, words: string): string {
  const table =
    font === undefined ? undefined : symbolTableOf(font.replace(/^['"]|['"]$/g, '').replace(/(?<=^Symbol) ?\d+$/, ''))
  if (!table) return words
  return words.replace(/[\u0021-\u00ff\uf020-\uf0ff]/g, (sign) => table.get(sign.charCodeAt(0) & 0xff) ?? sign)
}
