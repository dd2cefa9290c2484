import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count, percent } from '../../../electron/shared/shown/numbers'
import type { Mark } from '../../state/marks'
import { visibleCharacters } from '../row/marks'
import type { Region } from '../row/places'
import type { Row } from '../row/row'
import { documentToken, type ReadTokens } from '../subject/read_tokens'

/** How one layer shared its attention for one token, of a model without indexers. */

/** Shares of attention of a row's positions: their scores are the logarithms. */
export const sharesOf = ({ scores }: Pick<Row, 'scores'>): number[] => Array.from(scores, Math.exp)

type Layout = Pick<Generation, 'textStart' | 'textEnd' | 'promptLength'>

/** The share of each region; what is missing from 1 lies on tokens that weren't kept. */
export function massByRegion(
  row: Pick<Row, 'positions' | 'scores'>,
  { textStart, textEnd, promptLength }: Layout,
): Record<Region, number> {
  const mass = { template: 0, text: 0, question: 0, answer: 0 }
  for (const [i, share] of sharesOf(row).entries()) {
    const position = row.positions[i]!
    if (position < textStart) mass.template += share
    else if (position < textEnd) mass.text += share
    else if (position < promptLength) mass.question += share
    else mass.answer += share
  }
  return mass
}

/** A token of the document with its share. */
export interface Attended {
  position: number
  share: number
  start: number
  end: number
  page: number
  text: string
}

/** The document's tokens that were kept, in order of position. */
export function attendedTokens(
  row: Pick<Row, 'positions' | 'scores'>,
  generation: ReadTokens,
  alignment: Alignment,
): Attended[] {
  const shares = sharesOf(row)
  return Array.from(row.positions).flatMap((position, i): Attended[] => {
    const token = documentToken(position, generation)
    if (token === undefined || token >= alignment.starts.length) return []
    const [start, end] = visibleCharacters(alignment, token)
    const text = alignment.document.text.slice(start, end)
    return [{ position, share: shares[i]!, start, end, page: alignment.pageOfToken(token), text }]
  })
}

/** Strength is the root of a token's share of the best one's, as few tokens get most of it. */
export function massMarks(tokens: readonly Attended[]): Mark[] {
  const best = Math.max(...tokens.map(({ share }) => share), Number.MIN_VALUE)
  return tokens.map(({ position, share, start, end }) => ({
    kind: 'mass',
    start,
    end,
    strength: Math.sqrt(share / best),
    label: `Attention mass: ${percent(share)} of this layer’s attention, position ${count(position)}.`,
    position,
  }))
}
