import { sentencesOfText } from '../documents/sentences'
import { utf16Offsets } from '../shared/document/alignment'
import { oneLine } from '../shared/document/one_line'
import { firstVisible } from '../shared/document/visible'
import type { Answer, AnswerSentence } from '../shared/ipc/answer_data'
import { supportOf } from '../shared/support'
import { type EvidenceQuery, evidenceOf, leansOf } from './evidence'
import type { Generated, Said } from './generate'

/** A sentence of a generated answer: its text and its tokens [from, to). */
export interface AnswerUnit {
  text: string
  from: number
  to: number
}

/** Its first tokens alone. */
export function firstTokens({ text, ids, offsets, thinking }: Said, count: number) {
  return {
    ...(thinking && { thinking }),
    text: text.slice(0, utf16Offsets(text, offsets)[count]),
    ids: Int32Array.from(ids).slice(0, count),
    offsets: Uint32Array.from(offsets).slice(0, count + 1),
  }
}

/**
 * Cuts an answer into sentences. A token belongs to the sentence of its first visible character, as in a document: " The"
 * begins a sentence, though its space lies before it. One of white space alone belongs to the sentence before.
 */
export function answerUnits({ text, ids, offsets, thinking }: Said): AnswerUnit[] {
  const starts = utf16Offsets(text, offsets)
  const ends = utf16Offsets(text, offsets, 'up').subarray(1)
  const visible = firstVisible(text, starts.subarray(0, -1), ends)
  let from = thinking?.tokens ?? 0
  return sentencesOfText(text).flatMap((sentence, i, all) => {
    const next = all[i + 1]?.start ?? Number.POSITIVE_INFINITY
    let to = from
    while (to < ids.length && (visible[to]! < next || visible[to] === ends[to])) to++
    const unit = { text: oneLine(text.slice(sentence.start, sentence.end)), from, to }
    from = to
    return unit.to > unit.from ? [unit] : []
  })
}

/** A sentence with its evidence, straight from the trace. */
export function explained(unit: AnswerUnit, query: EvidenceQuery): AnswerSentence {
  const { from, to } = unit
  const { trace, retrievalLayers, turns } = query
  const known = { ...query, scores: query.scores ?? trace.evidence({ from, to, layers: retrievalLayers }) }
  const evidence = evidenceOf(known, from, to)
  const support = supportOf(evidence, retrievalLayers.length)
  return { ...unit, support, evidence, ...(turns && { leans: leansOf(known, from, to) }) }
}

/** Tokens of the answer itself, without those of the thinking before it. */
export const answerTokens = ({ tokens, thinking }: Pick<Answer, 'tokens' | 'thinking'>): number =>
  tokens - (thinking?.tokens ?? 0)

export function toAnswer(
  said: Said & Pick<Generated, 'stopped' | 'logProbability'>,
  sentences: AnswerSentence[],
): Answer {
  return {
    text: said.text.trim(),
    tokens: said.ids.length,
    ...(said.thinking && { thinking: said.thinking }),
    stopped: said.stopped,
    sentences,
    logProbability: said.logProbability,
  }
}

/** Characters of the answer's text where each of its tokens begins, and its length. */
export function tokenStarts({ text, offsets }: Said): number[] {
  const trimmed = text.trim()
  const lead = text.length - text.trimStart().length
  return Array.from(utf16Offsets(text, offsets), (at) => Math.min(Math.max(at - lead, 0), trimmed.length))
}
