import type { OpenModel } from '../engine/model'
import type { Generated } from './generate'
import type { PartReader } from './part_reader'
import type { PartToken, TracedPart } from './types'

/** A trace with the tokens of its context. The tokens' texts are made only when somebody asks for them. */
export function traceOf(title: string, reader: PartReader, generated: Generated, ofDocument = false): TracedPart {
  const ids = Int32Array.from([
    ...reader.context.tokens().subarray(0, generated.trace.info.promptLength),
    ...generated.ids,
  ])
  const sentences = reader.sentences
  return {
    title,
    trace: generated.trace,
    get tokens() {
      return describe(reader.model, ids, sentences, ofDocument)
    },
  }
}

function describe(
  model: OpenModel,
  ids: Int32Array,
  sentences: PartReader['sentences'],
  ofDocument: boolean,
): PartToken[] {
  const decoder = new TextDecoder() // a character cut by tokens shows up with its last one
  const tokens = Array.from(ids, (id): PartToken => {
    const text = decoder.decode(model.native.piece(id, true), { stream: true })
    return { id, text, page: null, sentence: null }
  })
  if (!ofDocument) return tokens
  for (const { begin, end, page, sentence } of sentences) {
    for (let at = begin; at < end; at++) Object.assign(tokens[at]!, { page, sentence })
  }
  return tokens
}
