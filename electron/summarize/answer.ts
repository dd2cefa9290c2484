import { utf16Offsets } from '../documents/alignment'
import { sentencesOfText } from '../documents/sentences'
import { evidenceOf, supportOf, type TracedSentence } from './evidence'
import type { Generated } from './generate'
import type { Answer, AnswerSentence } from './types'

/** A sentence of a generated answer: its text and its tokens [from, to). */
export interface AnswerUnit {
  text: string
  from: number
  to: number
}

/** Cuts an answer into sentences. A token that spans two sentences belongs to the one where it begins. */
export function answerUnits(generated: Generated): AnswerUnit[] {
  const starts = utf16Offsets(generated.text, generated.offsets)
  let from = 0
  return sentencesOfText(generated.text).flatMap((sentence, i, all) => {
    const next = all[i + 1]?.start ?? Number.POSITIVE_INFINITY
    let to = from
    while (to < generated.ids.length && starts[to]! < next) to++
    const unit = { text: generated.text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ').trim(), from, to }
    from = to
    return unit.text && unit.to > unit.from ? [unit] : []
  })
}

/** An answer with the evidence of each sentence, straight from its trace. */
export function explainedAnswer(generated: Generated, read: TracedSentence[], retrievalLayers: Int32Array): Answer {
  const query = { trace: generated.trace, sentences: read, retrievalLayers }
  const sentences = answerUnits(generated).map((unit): AnswerSentence => {
    const evidence = evidenceOf(query, unit.from, unit.to)
    return { ...unit, support: supportOf(evidence, retrievalLayers.length), evidence }
  })
  return toAnswer(generated, sentences)
}

export function toAnswer(generated: Generated, sentences: AnswerSentence[]): Answer {
  return {
    text: generated.text.trim(),
    tokens: generated.ids.length,
    stopped: generated.stopped,
    sentences,
    logProbability: generated.logProbability,
  }
}
