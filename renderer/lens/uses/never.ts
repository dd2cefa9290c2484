import type { Alignment } from '../../../electron/shared/document/alignment'
import { unitText } from '../../../electron/shared/document/passages'
import type { AppCalls, Output } from '../../../electron/shared/ipc/calls'
import type { Mark } from '../../state/marks'
import { visibleCharacters } from '../row/marks'
import { documentStretches, type ReadTokens } from '../subject/read_tokens'

export type Never = Output<AppCalls, 'lens.never'>

/** A stretch of the text of which no token entered attention. */
export interface Passage {
  start: number
  end: number
  tokens: number
  page: number
  text: string
}

/** Tokens [from, to) of the document. */
function runsOf({ runs }: Never, generation: ReadTokens): [number, number][] {
  const places = Array.from({ length: runs.length / 2 }, (_, i) => [runs[2 * i]!, runs[2 * i + 1]!] as const)
  return places.flatMap(([from, to]) => documentStretches(from, to, generation))
}

/** Shorter ones are words that say little alone. */
const SHORTEST = 3

/** The longest passages, longest first. */
export function neverPassages(never: Never, generation: ReadTokens, alignment: Alignment, most = 40): Passage[] {
  return runsOf(never, generation)
    .filter(([from, to]) => to - from >= SHORTEST)
    .sort(([a, b], [c, d]) => d - c - (b - a))
    .slice(0, most)
    .map(([from, to]) => {
      const [start, end] = alignment.charactersOf(from, to)
      return {
        start,
        end,
        tokens: to - from,
        page: alignment.pageOfToken(from),
        text: unitText(alignment, { start, end }),
      }
    })
}

/** One mark for each passage, however short: what is left unmarked was selected. */
export function neverMarks(never: Never, generation: ReadTokens, alignment: Alignment): Mark[] {
  return runsOf(never, generation).map(([from, to]) => {
    const [start] = visibleCharacters(alignment, from)
    const [, end] = visibleCharacters(alignment, to - 1)
    const label = to - from > 1 ? `Never selected: ${to - from} tokens.` : 'Never selected: one token.'
    return { kind: 'never', start, end: Math.max(start, end), strength: 1, label }
  })
}
