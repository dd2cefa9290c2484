import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'

/** Sentences of the document as positions of a trace. */

export interface Positions {
  from: number
  to: number
}

/** Undefined of one that this part of the document doesn't hold whole. */
export function positionsOf(
  unit: number,
  { part, textStart }: Pick<Generation, 'part' | 'textStart'>,
  alignment: Pick<Alignment, 'sentences'>,
): Positions | undefined {
  const found = alignment.sentences[unit]
  if (!found || !part || found.firstToken < part.from || found.endToken > part.to) return undefined
  const from = textStart + found.firstToken - part.from
  const to = textStart + found.endToken - part.from
  return from < to ? { from, to } : undefined
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

/**
 * Units with a part in words that are selected on the pages. The page's text layer breaks lines where it likes, so white
 * space is no part of the comparison. Empty if the words are not found.
 */
export function unitsOfWords(
  words: string,
  firstPage: number,
  lastPage: number,
  { document, sentences }: Pick<Alignment, 'document' | 'sentences'>,
): number[] {
  const first = document.pages.find(({ number }) => number === firstPage)
  const last = document.pages.find(({ number }) => number === lastPage)
  const [begin, end] = [first?.start ?? 0, last?.end ?? document.text.length]
  const wanted = words.replace(/\s+/g, '')
  const places: number[] = []
  let text = ''
  for (let at = begin; at < end; at++) {
    if (/\s/.test(document.text[at]!)) continue
    text += document.text[at]
    places.push(at)
  }
  const found = wanted ? text.indexOf(wanted) : -1
  if (found < 0) return []
  const [from, to] = [places[found]!, places[found + wanted.length - 1]! + 1]
  return sentences.flatMap(({ start, end: stop }, unit) => (start < to && stop > from ? [unit] : []))
}
