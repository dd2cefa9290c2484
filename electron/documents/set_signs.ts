import { loweredInText, raisedInText } from './formula_line'
import { CLOSE, OPEN } from './struck'
import { symbolTableOf } from './symbol_fonts'

/** Signs whose meaning hangs on how they are set: raised figures, and letters in fonts that draw signs for them. */

/** How words are set, as far as their meaning hangs on it. */
export interface Setting {
  font?: string | undefined
  shift?: Shift | undefined
}

/** Whether words are raised or lowered against their line. */
export type Shift = 'up' | 'down' | 'none'

/** What words show that are set so; `before`: what stands before them in their paragraph. */
export function asSet(words: string, { font, shift }: Setting, before = ''): string {
  const drawn = drawnIn(font, words)
  if (shift === undefined || shift === 'none') return drawn
  const last = before.slice(-LOOKED_AT).replaceAll(OPEN, '').replaceAll(CLOSE, '')
  return shift === 'up' ? raisedInText(drawn, last) : loweredInText(drawn, last)
}

const LOOKED_AT = 20

/** Fonts of signs have theirs for the codes of letters, and for private ones at F000; other characters are themselves. */
export function drawnIn(font: string | undefined, words: string): string {
  const table =
    font === undefined ? undefined : symbolTableOf(font.replace(/^['"]|['"]$/g, '').replace(/(?<=^Symbol) ?\d+$/, ''))
  if (!table) return words
  return words.replace(/[\u0021-\u00ff\uf020-\uf0ff]/g, (sign) => table.get(sign.charCodeAt(0) & 0xff) ?? sign)
}
