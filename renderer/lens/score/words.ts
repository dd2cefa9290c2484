import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count, counted, gap, score } from '../../../electron/shared/shown/numbers'
import { visibleTokens } from '../row/places'
import type { ScoredSentence } from '../row/ranking'
import type { Row } from '../row/row'
import { type GeneratedText, tokenName } from '../subject/answer_tokens'
import { readSentence } from '../subject/sentences'
import { shortened } from '../subject/shortened'
import { nearestMiss, type Rank } from './ranks'

/** A row with its sentences' scores and all that is needed to name them. */
export interface ScoredRow {
  row: Row
  /** Best first. */
  scored: readonly ScoredSentence[]
  generation: GeneratedText & Pick<Generation, 'textStart' | 'textEnd' | 'promptLength' | 'units' | 'read'>
  token: number
  layer: number
  alignment: Alignment | undefined
  /** Of the document's units. */
  rank: (unit: number) => Rank
}

/** The indexer's scores, in plain sentences. */
export function scoreWords({ row, scored, generation, token, layer, alignment, rank }: ScoredRow): string[] {
  const inside = scored.filter(({ isIn }) => isIn).length
  const lines = [
    `In layer ${count(layer)}, the lightning indexer scored ${counted(visibleTokens(generation, token), 'token')} for “${tokenName(generation, token)}”; the ${count(row.positions.length)} best got in, the last of them with ${score(row.lastIn)}.`,
    `Of the ${counted(scored.length, 'best sentence')} that were kept, ${count(inside)} have at least one token among them.`,
  ]
  const miss = nearestMiss(scored, generation, rank)
  const text = miss && readSentence(generation, miss.sentence.index, alignment)
  if (miss && text) {
    lines.push(
      `Nearest of those that missed: “${shortened(text.text)}”, ${miss.rank}; ${count(row.positions.length)} got in. It missed by ${gap(row.lastIn - miss.sentence.max)}.`,
    )
  }
  return lines
}
