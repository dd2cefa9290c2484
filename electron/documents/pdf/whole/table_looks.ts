import type { Line } from '../layout/lines'
import { textOf } from './table_cells'
import { isNumber, type Row } from './table_columns'

/** A rule so much thicker than those below is one of its own. */
const THICKER = 1.5
/** Letters of a label; it doesn't end as a sentence does. */
const LONGEST = 40
const SENTENCE = /[.!?;,]$/u

/**
 * All of a header is set in a type of its own; or words in a colour, on a ground, or over a rule of their own. Below words
 * under which nothing but a rule lies, there may be one over a sum, and one at the foot.
 */
export function isToldByLook(head: readonly Row[], body: readonly Row[]): boolean {
  const [{ font, look }] = head.map(({ line }) => line) as [Line]
  const own = head.every(({ line }) => line.oneFont && line.font === font)
  if (body.length < 2) return false
  if (own && body.every(({ line }) => line.font !== font)) return true
  if (head.some(({ cells }) => cells.some(isNumber))) return false
  const isOther = look !== undefined && head.every(({ line }) => line.look === look)
  if (isOther && body.every(({ line }) => line.look !== look)) return true
  return isRuledOff(head, body)
}

function isRuledOff(head: readonly Row[], body: readonly Row[]): boolean {
  const lowest = head.at(-1)!
  const rule = lowest.line.ruled
  // Above names are groups of these, or the beginnings of some: fewer cells.
  const isOver = ({ line, cells }: Row) => line.ruled === undefined && cells.length < lowest.cells.length
  if (rule === undefined || !head.slice(0, -1).every(isOver)) return false
  const isThinner = ({ line }: Row) => line.ruled === undefined || line.ruled * THICKER < rule
  return areLabels(head) && body.slice(0, Math.max(1, body.length - 2)).every(isThinner)
}

function areLabels(head: readonly Row[]): boolean {
  const texts = head.at(-1)!.cells.map(textOf)
  // The last line of a name that has several may begin with a small letter.
  const capital = texts.filter((text) => /^\P{Ll}/u.test(text)).length
  return capital * 2 > texts.length && texts.every((text) => text.length <= LONGEST && !SENTENCE.test(text))
}
