import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import type { ScoredSentence } from '../row/ranking'

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
  generation: Pick<Generation, 'units' | 'part'>,
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
function placer({ units, part }: Pick<Generation, 'units' | 'part'>, alignment: Alignment | undefined) {
  const sentences = Math.max(1, units.length)
  return (index: number): { x: number; width: number } => {
    const unit = part && alignment?.sentences[units[index] ?? -1]
    if (!unit || !part) return { x: index / sentences, width: 1 / sentences }
    const tokens = Math.max(1, part.to - part.from)
    const from = Math.max(0, unit.firstToken - part.from) / tokens
    return { x: from, width: Math.min(1, (unit.endToken - part.from) / tokens) - from }
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
