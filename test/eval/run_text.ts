import { readText } from '../../electron/documents/text/text'
import type { OpenModel } from '../../electron/engine/model'
import type { AnswerSentence, Support } from '../../electron/shared/ipc/answer_data'
import { readablePart } from '../../electron/summarize/part_reader'
import { ReadingSession } from '../../electron/summarize/session'
import type { RequestResult } from '../../electron/summarize/types'
import type { Case, EvalText } from './cases/types'
import { isMadeUp, isRight, type Sourced, sourcesOf } from './judge'
import { MEASURES, type Measure, type ReadSentence, rankOf, scoresOf } from './measures'
import { type Removal, removalOf } from './removal'
import { median } from './statistics'
import { contains } from './words'

/** How strongly the evidence points from a sentence of an answer. */
export interface Strength {
  sourced: Sourced
  /** Best evidence, and the next best, per retrieval layer. */
  perLayer: number
  second: number
  support: Support
  tokens: number
  text: string
  best: string
}

/** What one case showed. */
export interface CaseResult {
  text: string
  kind: Case['kind']
  question: string
  expected: string[]
  answer: string
  /** Undefined where the document has no answer. */
  right?: boolean
  /** Rank of the answer's source by each measure; undefined where code can't tell the source. */
  ranks?: Record<Measure, number>
  /** What leaving out sentences does; where the source is known. */
  removal?: Removal
  /** Sentences that were ranked. */
  of: number
  /** Of the answer's sentences (all of a made-up answer, else the one that says it). */
  strengths: Strength[]
}

export interface TextResult {
  tokens: number
  sentences: number
  prefillTokensPerSecond: number
  decodeTokensPerSecond: number
  seconds: number
  cases: CaseResult[]
}

/** Room for the longest text (the look-alikes) in one part; answers are short. */
export const CONTEXT = 6144
export const MAX_TOKENS = 64

export async function runText(
  model: OpenModel,
  evalText: EvalText,
  threads: number | undefined,
  onCase: (result: CaseResult) => void,
): Promise<TextResult> {
  const started = performance.now()
  const session = await ReadingSession.open(model, readText(evalText.text, `${evalText.id}.txt`), {
    contextLength: CONTEXT,
    threads,
  })
  try {
    if (session.parts.length !== 1) throw new Error(`${evalText.id} does not fit a context of ${CONTEXT} tokens`)
    const results: CaseResult[] = []
    const speeds: RequestResult['timings'][] = []
    for (const item of evalText.cases) {
      const [result] = await session.run([{ kind: 'question', question: item.question, looks: 1 }], {
        maxTokens: MAX_TOKENS,
      })
      speeds.push(result!.timings)
      results.push(await judged(evalText.id, item, result!, session))
      result!.traced[0]!.trace.close()
      onCase(results.at(-1)!)
    }
    return {
      tokens: session.info.tokens,
      sentences: session.info.sentences,
      prefillTokensPerSecond: speeds[0]?.prefillTokensPerSecond ?? 0, // the first request reads the document
      decodeTokensPerSecond: median(speeds.map((s) => s.decodeTokensPerSecond)),
      seconds: (performance.now() - started) / 1000,
      cases: results,
    }
  } finally {
    await session.close()
  }
}

async function judged(id: string, item: Case, result: RequestResult, session: ReadingSession): Promise<CaseResult> {
  const { answer } = result
  const { trace } = result.traced[0]!
  const text = session.document.document.text
  const sentences = readSentences(session, trace.info.sentences)
  const layers = Int32Array.from(result.model.retrievalLayers)
  const base = { text: id, kind: item.kind, question: item.question, expected: item.expected, answer: answer.text }
  const strength = (sentence: AnswerSentence, sourced: Sourced): Strength => ({
    sourced,
    perLayer: (sentence.evidence[0]?.score ?? 0) / layers.length,
    second: (sentence.evidence[1]?.score ?? 0) / layers.length,
    support: sentence.support,
    tokens: sentence.to - sentence.from,
    text: sentence.text,
    best: sentence.evidence[0]?.text ?? '',
  })
  if (item.kind === 'unsourced') {
    const strengths = answer.sentences.map((s) => strength(s, isMadeUp(item.question, s.text, sentences)))
    return { ...base, of: sentences.length, strengths }
  }
  const right = isRight(item, answer.text)
  const says = sayingSentence(item, answer.sentences)
  const sources = says ? sourcesOf(item, says.text, text, sentences) : []
  if (!says || !sources.length) return { ...base, right, of: sentences.length, strengths: [] }
  const scores = scoresOf(trace, sentences, says, layers)
  const ranks = Object.fromEntries(MEASURES.map((m) => [m, rankOf(scores[m], sources, sentences.length)]))
  return {
    ...base,
    right,
    ranks: ranks as Record<Measure, number>,
    removal: await removalOf(session, result, says, Float32Array.from(scores.evidence), sources),
    of: sentences.length,
    strengths: [strength(says, 'sourced')],
  }
}

/** The answer's sentence that names what was asked for. */
export function sayingSentence(item: Case, sentences: readonly AnswerSentence[]): AnswerSentence | undefined {
  const values = item.rivals?.map(({ value }) => value) ?? item.expected
  return sentences.find(({ text }) => values.some((value) => contains(text, value)))
}

/** The document's sentences with the positions that the trace gives them. */
export function readSentences(session: ReadingSession, positions: Int32Array): ReadSentence[] {
  const read = readablePart(session.document, session.parts[0]!).sentences
  if (positions.length !== 2 * read.length) throw new Error('the trace has other sentences than the document')
  return read.map(({ sentence, text }, i) => {
    const { start, end: stop } = session.document.sentences[sentence]!
    return { begin: positions[2 * i]!, end: positions[2 * i + 1]!, start, stop, text }
  })
}
