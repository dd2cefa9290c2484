import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import type { Mark } from '../../state/marks'
import type { SpanTotals } from '../row/ranking'
import { positionOfToken, type ReadTokens } from '../subject/read_tokens'

/** The same along the text that was read: places and widths are shares of its length. */
export function alongText(
  marks: readonly Mark[],
  generation: ReadTokens,
  alignment: Alignment,
): { at: number; width: number; strength: number }[] {
  const { textStart, textEnd } = generation
  const length = Math.max(1, textEnd - textStart)
  return marks.flatMap(({ start, end, strength }) => {
    const [from, to] = alignment.tokensOf(start, end)
    const first = positionOfToken(from, generation)
    return first === undefined ? [] : [{ at: (first - textStart) / length, width: (to - from) / length, strength }]
  })
}

/** Evidence of the whole document for the ruler: every sentence that was read more than usual, not only the best. */
export function evidenceOverview(
  { evidence, count }: Pick<SpanTotals, 'evidence' | 'count'>,
  { units, read }: Pick<Generation, 'units' | 'read'>,
  alignment: Alignment | undefined,
): Mark[] | undefined {
  if (!alignment || read) return undefined
  const best = evidence.reduce((most, score, i) => (count[i]! > 0 ? Math.max(most, score) : most), 0)
  if (best <= 0) return undefined
  const marks: Mark[] = []
  for (const [i, score] of evidence.entries()) {
    const unit = alignment.sentences[units[i] ?? -1]
    if (!unit || score <= 0 || count[i] === 0) continue
    marks.push({ kind: 'evidence', start: unit.start, end: unit.end, strength: score / best, label: '' })
  }
  return marks
}
