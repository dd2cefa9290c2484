import type { Trace } from '../engine/native_trace'
import type { AnswerSentence, Generation } from '../shared/ipc/answer_data'
import { answerUnits, explained, toAnswer, tokenStarts } from '../summarize/answer'
import type { AnswerText } from '../summarize/answer_text'
import type { DocumentFacts } from '../summarize/facts/unfound'
import type { Said } from '../summarize/generate'
import { pairsOf, queriesOf } from '../summarize/pairs'
import type { PartToken, TracedPart } from '../summarize/types'
import type { RemoteText } from './prompt'

/** What was said and what is known of how. */
export interface RemoteSaid {
  text: RemoteText
  answer: AnswerText
  /** All tokens of the prompt, and those of the answer, with what they are written as. */
  ids: Int32Array
  promptLength: number
  writtenAs: readonly string[]
  stopped: 'end' | 'length' | 'cancelled'
  logProbability: number
  /** Undefined where there is none. */
  trace?: Trace
  facts?: DocumentFacts
  title: string
  part: NonNullable<Generation['part']>
}

/** Its sentences with their evidence, as far as there are rows. */
export function remoteGeneration(said: RemoteSaid): Generation {
  const { text, answer, promptLength, trace, title, part } = said
  const whole: Said = { text: answer.text, ids: answer.ids, offsets: answer.offsets, thinking: answer.thinking }
  const { topK = 0, layers = 0, kinds = [], unit = 'token', unitTokens = 1 } = trace?.info ?? {}
  const full = { ...whole, stopped: said.stopped, logProbability: said.logProbability }
  const told = toAnswer(full, sentencesOf(said, whole))
  const { textStart, textEnd } = text
  return {
    kind: 'part',
    title,
    part,
    units: text.sentences.map(({ sentence }) => sentence),
    answer: told,
    tokenStarts: tokenStarts(whole),
    textStart,
    textEnd,
    promptLength,
    topK,
    layers,
    ...(kinds.length > 0 && { layerKinds: { unit, unitTokens, kinds } }),
    pairs: pairsOf(queriesOf(promptLength, told.tokens), topK, layers),
    otherTokens: [...range(0, textStart), ...range(textEnd, said.ids.length)].map((at) => [
      said.ids[at]!,
      said.writtenAs[at]!,
    ]),
  }
}

/**
 * Evidence is a lift of counts: it ranks, but how much of it makes a source was set with scores (shared/support.ts), so
 * no sentence is called supported or not.
 */
function sentencesOf({ text, trace, facts }: RemoteSaid, whole: Said): AnswerSentence[] {
  const layers = trace && Int32Array.from(ownLayers(trace))
  return answerUnits(whole).map((unit) => {
    const sentence = trace
      ? explained(unit, { trace, sentences: text.sentences, retrievalLayers: layers! })
      : { ...unit, evidence: [] }
    return { ...sentence, support: 'unknown', ...(facts && { unfound: facts.unfoundIn(unit.text) }) }
  })
}

/** Layers with a choice of their own: another one's counts once. */
export function ownLayers({ info: { kinds, layers } }: Trace): number[] {
  const all = Array.from({ length: layers }, (_, i) => i)
  return all.filter((layer) => kinds[layer]?.kind !== 'shared')
}

export function remoteTraced(said: RemoteSaid, trace: Trace): TracedPart {
  const { text, ids, writtenAs, title, answer } = said
  const { thinking } = answer
  return {
    title,
    trace,
    ...(thinking && { thinking: thinking.tokens }),
    get tokens() {
      const tokens = Array.from(ids, (id, i): PartToken => ({ id, text: writtenAs[i]!, page: null, sentence: null }))
      for (const { begin, end, page, sentence } of text.sentences) {
        for (let at = begin; at < end; at++) Object.assign(tokens[at]!, { page, sentence })
      }
      return tokens
    },
  }
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)

/** "page 3", "pages 1-4" */
export const partTitle = ({ firstPage, lastPage }: NonNullable<Generation['part']>): string =>
  firstPage === lastPage ? `page ${firstPage}` : `pages ${firstPage}-${lastPage}`
