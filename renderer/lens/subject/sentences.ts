import type { Alignment } from '../../../electron/shared/document/alignment'
import { unitQuote, unitText } from '../../../electron/shared/document/passages'
import type { SourceDocument } from '../../../electron/shared/document/types'
import type { CharacterRange } from '../../../electron/shared/document/uncertain'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { unitOf } from '../../../electron/shared/trace_sentences'

/** A sentence of the text that was read, ready to be shown. */
export interface ReadSentence {
  /** Index among the trace's sentences. */
  index: number
  text: string
  /** Words of it of which text recognition is not sure. */
  uncertain?: CharacterRange[]
  /** Where it stands in the document. */
  place?: { unit: number; page: number; start: number; end: number }
  /** For a merge: the summary's sentence that it is. */
  summary?: { generation: number; sentence: number }
  /** It is an earlier question of the conversation with its answer: which, from 1. */
  turn?: number
}

/** The trace's sentence `index`; undefined while the document's sentences aren't known yet. */
export function readSentence(
  generation: Pick<Generation, 'units' | 'read'> & Partial<Pick<Generation, 'kind' | 'turns'>>,
  index: number,
  alignment: Alignment | undefined,
): ReadSentence | undefined {
  const read = generation.read?.[index]
  // of a raw prompt nothing was written before
  if (read && generation.kind === 'prompt') return { index, text: read.text }
  if (read) return { index, text: read.text, summary: { generation: read.generation, sentence: read.sentence } }
  const earlier = generation.turns?.[index]
  if (earlier) return { index, ...earlier }
  const unit = unitOf(generation, index)
  const found = unit === undefined ? undefined : alignment?.sentences[unit]
  if (!found || !alignment) return undefined
  const { page, start, end } = found
  return { index, ...unitQuote(alignment, found), place: { unit: unit!, page, start, end } }
}

/** A sentence of the document by its page and words: before the tokens are known. */
export const sentenceOfText = (document: SourceDocument, page: number, text: string) =>
  document.sentences.find((sentence) => sentence.page === page && unitText({ document }, sentence) === text)
