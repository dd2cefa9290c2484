import type { Alignment } from '../../../electron/shared/document/alignment'
import { positionOfToken, type ReadTokens } from './read_tokens'

/** Sentences of the document as positions of a trace. */

export interface Positions {
  from: number
  to: number
}

/** Undefined of one that what was read doesn't hold whole. */
export function positionsOf(
  unit: number,
  generation: ReadTokens,
  alignment: Pick<Alignment, 'sentences'>,
): Positions | undefined {
  const found = alignment.sentences[unit]
  if (!found || found.firstToken >= found.endToken) return undefined
  const from = positionOfToken(found.firstToken, generation)
  const last = positionOfToken(found.endToken - 1, generation)
  return from === undefined || last === undefined ? undefined : { from, to: last + 1 }
}

/** Neighbours become one: few ranges may be asked for. */
export function joined(ranges: readonly Positions[]): Positions[] {
  const all: Positions[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to)
    else all.push({ ...range })
  }
  return all
}

export const tokensIn = (ranges: readonly Positions[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from, 0)
