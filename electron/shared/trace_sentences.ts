import type { Generation } from './ipc/answer_data'

/** A trace's own sentences: earlier turns of the conversation, if any were read, then the document's. */
type Sentences = Pick<Generation, 'units'> & Partial<Pick<Generation, 'turns'>>

/** The document's unit (Alignment.sentences) that a trace's sentence is; undefined for an earlier turn. */
export const unitOf = ({ units, turns = [] }: Sentences, sentence: number): number | undefined =>
  units[sentence - turns.length]

/** The trace's sentence that a document's unit is; undefined if it wasn't read. */
export function sentenceOf({ units, turns = [] }: Sentences, unit: number): number | undefined {
  const at = units.indexOf(unit)
  return at < 0 ? undefined : at + turns.length
}
