import { utf16Offsets } from '../documents/alignment'
import { sentencesOfText } from '../documents/sentences'
import { type EvidenceQuery, evidenceOf, supportOf } from './evidence'
import type { Generated } from './generate'
import type { Answer, AnswerSentence } from './types'

/** A sentence of a generated answer: its text and its tokens [from, to). */
export interface AnswerUnit {
  text: string
  from: number
  to: number
}

/** The text of an answer, finished or not, and where its tokens are. */
export interface Said {
  text: string
  ids: ArrayLike<number>
  /** Byte offsets of the tokens in the UTF-8 text; length ids + 1. */
  offsets: ArrayLike<number>
}

/** Cuts an answer into sentences. A token that spans two sentences belongs to the one where it begins. */
export function answerUnits(said: Said): AnswerUnit[] {
  const starts = utf16Offsets(said.text, said.offsets)
  let from = 0
  return sentencesOfText(said.text).flatMap((sentence, i, all) => {
    const next = all[i + 1]?.start ?? Number.POSITIVE_INFINITY
    let to = from
    while (to < said.ids.length && starts[to]! < next) to++
    const unit = { text: said.text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ').trim(), from, to }
    from = to
    return unit.text && unit.to > unit.from ? [unit] : []
  })
}

/** A sentence with its evidence, straight from the trace. */
export function explained(unit: AnswerUnit, query: EvidenceQuery): AnswerSentence {
  const evidence = evidenceOf(query, unit.from, unit.to)
  return { ...unit, support: supportOf(evidence, query.retrievalLayers.length), evidence }
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

/** Characters of the answer's text where each of its tokens begins, and its length. */
export function tokenStarts({ text, offsets }: Said): number[] {
  const trimmed = text.trim()
  const lead = text.length - text.trimStart().length
  return Array.from(utf16Offsets(text, offsets), (at) => Math.min(Math.max(at - lead, 0), trimmed.length))
}
