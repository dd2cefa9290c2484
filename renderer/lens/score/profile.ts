import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import type { ScoredSentence } from '../row/ranking'
import { positionOfToken, type ReadTokens, readsDocument } from '../subject/read_tokens'

/** Scored sentences in the order of the text, as bars of a plot: all lengths are shares of its width or height. */
export interface ProfileBar {
  sentence: ScoredSentence
  x: number
  width: number
  height: number
}

export interface Profile {
  bars: ProfileBar[]
  /** Height of the last score that got in. */
  line: number
}

/** Room under the lowest score, so that it is still a bar. */
const BASE = 0.06

export function scoreProfile(
  scored: readonly ScoredSentence[],
  lastIn: number,
  generation: ReadTokens & Pick<Generation, 'units'>,
  alignment: Alignment | undefined,
): Profile {
  const values = [...scored.map(({ max }) => max), lastIn].filter(Number.isFinite)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const height = (value: number) => BASE + (1 - BASE) * (high > low ? Math.max(0, value - low) / (high - low) : 1)
  const place = placer(generation, alignment)
  const bars = scored.map((sentence) => ({ sentence, ...place(sentence.index), height: height(sentence.max) }))
  return { bars: bars.sort((a, b) => a.x - b.x), line: height(lastIn) }
}

/** By tokens where they are known; the sentences side by side where not. */
function placer(generation: ReadTokens & Pick<Generation, 'units'>, alignment: Alignment | undefined) {
  const { units, textStart, textEnd } = generation
  const sentences = Math.max(1, units.length)
  return (index: number): { x: number; width: number } => {
    const unit = readsDocument(generation) ? alignment?.sentences[units[index] ?? -1] : undefined
    if (!unit) return { x: index / sentences, width: 1 / sentences }
    const tokens = Math.max(1, textEnd - textStart)
    // a sentence that two parts share begins before one of them
    const begin = (positionOfToken(unit.firstToken, generation) ?? textStart) - textStart
    const end = (positionOfToken(unit.endToken - 1, generation) ?? textEnd - 1) + 1 - textStart
    return { x: begin / tokens, width: (end - begin) / tokens }
  }
}

/** The bar at, or nearest to, a share of the width. */
export function barAt({ bars }: Profile, x: number): ProfileBar | undefined {
  let best: ProfileBar | undefined
  let least = Number.POSITIVE_INFINITY
  for (const bar of bars) {
    const distance = Math.max(bar.x - x, x - bar.x - bar.width, 0)
    if (distance < least) {
      least = distance
      best = bar
    }
  }
  return best
}
