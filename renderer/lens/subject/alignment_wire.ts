import type { AlignedText, TokenPlaces, Unit } from '../../../electron/shared/document/alignment'
import type { Sentence } from '../../../electron/shared/document/types'

/**
 * What goes to the worker that aligns, and what comes back. Sentences and units travel as columns of numbers: cloning
 * ten thousands of small objects would stop the window for longer than a frame.
 */

type Columns<K extends string> = Record<K, Uint32Array>

const SENTENCE = ['start', 'end', 'page'] as const
const UNIT = ['start', 'end', 'page', 'firstToken', 'endToken', 'sentence'] as const

export interface AlignOrder extends Omit<AlignedText, 'sentences'> {
  sentences: Columns<(typeof SENTENCE)[number]>
  offsets: Uint32Array
}

export interface AlignReply extends Omit<TokenPlaces, 'sentences'> {
  units: Columns<(typeof UNIT)[number]>
}

export const orderOf = ({ text, pages, sentences }: AlignedText, offsets: Uint32Array): AlignOrder => ({
  text,
  pages,
  sentences: columnsOf(sentences, SENTENCE),
  offsets,
})

/** Which kind a sentence is changes nothing in its alignment, so it stays at home. */
export const textOf = ({ text, pages, sentences }: AlignOrder): AlignedText => ({
  text,
  pages,
  sentences: Array.from(sentences.start, (_, i) => ({ ...rowOf(sentences, SENTENCE, i), kind: 'prose' })),
})

export const replyOf = ({ sentences, ...places }: TokenPlaces): AlignReply => ({
  ...places,
  units: columnsOf(sentences, UNIT),
})

export function placesOf({ units, ...places }: AlignReply, sentences: readonly Sentence[]): TokenPlaces {
  const unit = (i: number): Unit => {
    const row = rowOf(units, UNIT, i)
    return { ...row, kind: sentences[row.sentence]!.kind }
  }
  return { ...places, sentences: Array.from(units.start, (_, i) => unit(i)) }
}

/** All of it is given away, not copied. */
export const buffersOf = ({ starts, ends, pages, owners, units }: AlignReply): ArrayBufferLike[] =>
  [starts, ends, pages, owners, ...Object.values(units)].map(({ buffer }) => buffer)

const columnsOf = <K extends string>(rows: readonly Record<K, number>[], keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, Uint32Array.from(rows, (row) => row[key])])) as Columns<K>

const rowOf = <K extends string>(columns: Columns<K>, keys: readonly K[], i: number) =>
  Object.fromEntries(keys.map((key) => [key, columns[key][i]!])) as Record<K, number>
