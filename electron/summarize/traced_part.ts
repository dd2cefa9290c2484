import type { OpenModel } from '../engine/model'
import type { Generation } from '../shared/ipc/answer_data'
import type { Generated } from './generate'
import type { PartReader } from './part_reader'
import type { PartToken, TracedPart } from './types'

/** A trace with the tokens of its context. The tokens' texts are made only when somebody asks for them. */
export function traceOf(
  title: string,
  reader: PartReader,
  generated: Pick<Generated, 'ids' | 'trace' | 'thinking'>,
  ofDocument = false,
): TracedPart {
  const ids = contextIds(reader, generated)
  const sentences = reader.sentences
  return {
    title,
    trace: generated.trace,
    ...(generated.thinking && { thinking: generated.thinking.tokens }),
    get tokens() {
      return describe(reader.model, ids, sentences, ofDocument)
    },
  }
}

/** The tokens that are not the document's: those around the text that was read, of a merge that text, too. */
export function otherTokens(
  reader: PartReader,
  generated: Pick<Generated, 'ids' | 'trace'>,
  ofDocument: boolean,
): NonNullable<Generation['otherTokens']> {
  const ids = contextIds(reader, generated)
  const { textStart, textEnd, model } = reader
  const stretches = ofDocument ? [ids.subarray(0, textStart), ids.subarray(textEnd)] : [ids]
  return stretches.flatMap((stretch) => texts(model, stretch).map((text, i): [number, string] => [stretch[i]!, text]))
}

/** Prompt and answer. */
const contextIds = (reader: PartReader, generated: Pick<Generated, 'ids' | 'trace'>): Int32Array =>
  Int32Array.from([...reader.context.tokens().subarray(0, generated.trace.info.promptLength), ...generated.ids])

/** A character cut by tokens shows up with its last one. */
export function texts(model: OpenModel, ids: Int32Array): string[] {
  const decoder = new TextDecoder()
  return Array.from(ids, (id) => decoder.decode(model.native.piece(id, true), { stream: true }))
}

function describe(
  model: OpenModel,
  ids: Int32Array,
  sentences: PartReader['sentences'],
  ofDocument: boolean,
): PartToken[] {
  const tokens = texts(model, ids).map((text, i): PartToken => ({ id: ids[i]!, text, page: null, sentence: null }))
  if (!ofDocument) return tokens
  for (const { begin, end, page, sentence } of sentences) {
    for (let at = begin; at < end; at++) Object.assign(tokens[at]!, { page, sentence })
  }
  return tokens
}
