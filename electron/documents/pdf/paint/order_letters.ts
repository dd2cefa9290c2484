import bidiFactory from 'bidi-js'
import { isRightToLeft } from '../../../shared/document/characters'

const bidi = bidiFactory()

/** In a text whose letters are read from the right to a smaller share than this, lines run to the right; figures say nothing of that. */
const RIGHT_TO_LEFT = 0.3

/** Letters as they are read, from letters as they stand side by side, from left to right. */
export function inReadingOrder(text: string): string {
  const count = [...text].filter(isRightToLeft).length
  if (count === 0) return text
  const others = [...text].filter((char) => /\p{L}/u.test(char) && !isRightToLeft(char)).length
  const base = count < RIGHT_TO_LEFT * (count + others) ? 'ltr' : 'rtl'
  const ordered = text.split('')
  for (const [start, end] of bidi.getReorderSegments(text, bidi.getEmbeddingLevels(text, base)) as [number, number][]) {
    const turned = ordered.slice(start, end + 1).reverse()
    ordered.splice(start, turned.length, ...turned)
  }
  return facing(ordered.join(''))
}

/** Brackets are named by what they draw or by what they mean: turned round, the first kind would close before they open. */
function facing(text: string): string {
  const [open, close] = [text.search(/[([{]/), text.search(/[)\]}]/)]
  const opensLast = Math.max(text.lastIndexOf('('), text.lastIndexOf('['), text.lastIndexOf('{'))
  const isTurned = close >= 0 && open >= 0 && close < open && opensLast > close
  return isTurned ? text.replace(/[()[\]{}]/g, (bracket) => bidi.getMirroredCharacter(bracket) ?? bracket) : text
}
