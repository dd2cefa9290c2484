import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { NO_SCORE } from '../../../electron/shared/ipc/layer_kinds'
import { isOfMass, type Measured, timesWords } from '../../../electron/shared/shown/measure'
import { count, gap, score } from '../../../electron/shared/shown/numbers'
import { unitOf } from '../../../electron/shared/trace_sentences'
import type { Mark } from '../../state/marks'
import { documentToken, type ReadTokens } from '../subject/read_tokens'
import type { ScoredSentence } from './ranking'
import type { Row } from './row'

/** What the lens draws on the pages: its answers as a display list (renderer/state/marks.ts). */

export interface SourceSentence {
  start: number
  end: number
  score: number
  count: number
  rank: number
}

/** Strength is a sentence's evidence in proportion to the best. */
export function evidenceMarks(sources: readonly SourceSentence[], model: Measured = {}): Mark[] {
  const best = Math.max(...sources.map((source) => source.score), Number.MIN_VALUE)
  return ascending(
    sources.map(({ start, end, score: value, count: times, rank }) => ({
      kind: 'evidence',
      start,
      end,
      strength: clamp(value / best),
      label: `Evidence, rank ${rank}: score ${score(value, 1)}; its tokens ${isOfMass(model) ? 'were ' : ''}${timesWords(model, times)}.`,
    })),
  )
}

/** Sentences that got in are the stronger the better they scored; those that missed the stronger the closer they came. */
export function scoreMarks(
  scored: readonly ScoredSentence[],
  lastIn: number,
  generation: Pick<Generation, 'units' | 'read' | 'turns'>,
  alignment: Alignment,
): Mark[] {
  if (generation.read || scored.length === 0) return []
  const best = scored[0]!.max
  const worst = scored.at(-1)!.max
  return ascending(
    scored.flatMap(({ index, max, isIn }): Mark[] => {
      const unit = alignment.sentences[unitOf(generation, index) ?? -1]
      if (!unit) return []
      const { start, end } = unit
      return isIn
        ? [{ kind: 'score', start, end, strength: between(max, lastIn, best), label: inLabel(max, lastIn) }]
        : [{ kind: 'missed', start, end, strength: between(max, worst, lastIn), label: missedLabel(max, lastIn) }]
    }),
  )
}

const inLabel = (max: number, lastIn: number) =>
  `Indexer score ${score(max)}: got in (the last score that got in is ${score(lastIn)}).`
const missedLabel = (max: number, lastIn: number) => `Indexer score ${score(max)}: missed by ${gap(lastIn - max)}.`

/** One mark for every document token that entered attention, also where they touch: each is a row's position. */
export function enteredMarks(
  { positions, scores }: Pick<Row, 'positions' | 'scores'>,
  generation: ReadTokens,
  alignment: Alignment,
): Mark[] {
  const marks: Mark[] = []
  for (const [i, position] of positions.entries()) {
    const token = documentToken(position, generation)
    if (token === undefined || token >= alignment.starts.length) continue
    const [start, end] = visibleCharacters(alignment, token)
    const scored = scores[i] === NO_SCORE ? 'without a score' : `indexer score ${score(scores[i]!)}`
    const label = `Entered attention: position ${count(position)}, ${scored}.`
    marks.push({ kind: 'entered', start, end, strength: 1, label, position })
  }
  return marks
}

/** Without the space that a token begins with: a box around a word shouldn't lean to the left. */
export function visibleCharacters({ document, starts, ends }: Alignment, token: number): [number, number] {
  const [start, end] = [starts[token]!, ends[token]!]
  const text = document.text.slice(start, end)
  return text.trim()
    ? [start + text.length - text.trimStart().length, end - text.length + text.trimEnd().length]
    : [start, end]
}

export function askedMark({ start, end }: { start: number; end: number }, label: string): Mark {
  return { kind: 'asked', start, end, strength: 1, label }
}

const ascending = (marks: Mark[]): Mark[] => marks.sort((a, b) => a.start - b.start)
const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** Where a value lies between two others, never quite nothing. */
function between(value: number, low: number, high: number): number {
  return high > low ? Math.max(0.05, clamp((value - low) / (high - low))) : 1
}
