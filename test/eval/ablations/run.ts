import { readText } from '../../../electron/documents/text/text'
import type { OpenModel } from '../../../electron/engine/model'
import type { Trace } from '../../../electron/engine/native_trace'
import type { AnswerRequest } from '../../../electron/shared/ipc/answer_data'
import { ReadingSession } from '../../../electron/summarize/session'
import type { RequestResult } from '../../../electron/summarize/types'
import type { EvalText } from '../cases/types'
import { scoresOf } from '../measures'
import { Random } from '../random'
import { CONTEXT, MAX_TOKENS, readSentences } from '../run_text'
import { spearman } from '../statistics'
import { AblatedText, type Statement, tokensOf } from './ablated'
import { lasso } from './lasso'

/**
 * Evidence proven as the literature proves it (ContextCite, arXiv 2409.00729): how much less probable is what was said
 * when the text is read again without the best sentences, and does the sum of a measure over the sentences that stay rank
 * random ablations as the model does?
 */

/** Ways to say which sentences something came from. */
export const WAYS = ['evidence', 'lexical', 'countAll', 'leaveOneOut', 'ablations'] as const
export type Way = (typeof WAYS)[number]

/** So many sentences, the best, are taken out together. */
export const REMOVED = [1, 3, 5] as const

/** Each keeps half of the sentences. The measure that is learned from ablations has as many of its own. */
export const ABLATIONS = 32

export type AblationKind = 'hidden' | 'stated' | 'summary'

export interface AblationResult {
  text: string
  kind: AblationKind
  question: string
  said: string
  sentences: number
  /** By how much the log-probability falls without the best 1, 3, 5. */
  falls: Record<Way, number[]>
  /** Rank correlation over the ablations: the linear datamodeling score. */
  lds: Record<Way, number>
}

interface Said extends Statement {
  kind: AblationKind
  /** What was asked. */
  request: string
  text: string
  /** By the measures that read nothing again. */
  scores: Partial<Record<Way, ArrayLike<number>>>
}

const kindOf = (kind: string): AblationKind | undefined =>
  kind === 'hidden' ? 'hidden' : kind === 'stated' || kind === 'fresh' ? 'stated' : undefined

/** Of the text's questions, and of a summary of it. */
export async function runAblations(
  model: OpenModel,
  text: EvalText,
  threads: number | undefined,
): Promise<AblationResult[]> {
  const session = await ReadingSession.open(model, readText(text.text, `${text.id}.txt`), {
    contextLength: CONTEXT,
    threads,
  })
  const said: Said[] = []
  let places: { opening: Int32Array; text: Int32Array; positions: Int32Array } | undefined
  try {
    for (const { kind, question } of [...text.cases, { kind: 'summary', question: '' }]) {
      const as = kind === 'summary' ? 'summary' : kindOf(kind)
      if (!as) continue
      const request: AnswerRequest = as === 'summary' ? { kind: 'summary' } : { kind: 'question', question, looks: 1 }
      const [result] = await session.run([request], as === 'summary' ? {} : { maxTokens: MAX_TOKENS })
      const { trace } = result!.traced[0]!
      places ??= { ...tokensOf(result!), positions: trace.info.sentences }
      said.push(...saidOf(as, question, result!, session, trace))
      trace.close()
    }
  } finally {
    await session.close({ keep: false })
  }
  const ablated = await AblatedText.open(model, places!, places!.positions, threads)
  try {
    return await judged(text.id, ablated, said, places!.positions.length / 2)
  } finally {
    await ablated.close()
  }
}

/** An answer is one statement, a summary one for each sentence. */
function saidOf(
  kind: AblationKind,
  request: string,
  result: RequestResult,
  session: ReadingSession,
  trace: Trace,
): Said[] {
  const { answer } = result
  const ids = tokensOf(result)
  const layers = Int32Array.from(result.model.retrievalLayers)
  const sentences = readSentences(session, trace.info.sentences)
  const spans = kind === 'summary' ? answer.sentences : [{ text: answer.text, from: 0, to: ids.answer.length }]
  return spans
    .filter(({ from, to }) => to > from)
    .map(({ text, from, to }) => {
      const { evidence, lexical, countAll } = scoresOf(trace, sentences, { text, from, to }, layers)
      const { question, answer } = ids
      return { kind, request, text, question, answer, from, to, scores: { evidence, lexical, countAll } }
    })
}

async function judged(
  id: string,
  ablated: AblatedText,
  said: readonly Said[],
  sentences: number,
): Promise<AblationResult[]> {
  const whole = await ablated.logProbabilities(new Set(), said)
  // from the last: what stands before stays in the cache
  const alone: number[][] = []
  for (let i = sentences - 1; i >= 0; i--) alone[i] = await ablated.logProbabilities(new Set([i]), said)
  const learned = await randomly(ablated, said, sentences, new Random(`${id} learned`))
  const tested = await randomly(ablated, said, sentences, new Random(`${id} tested`))
  const results: AblationResult[] = []
  for (const [at, one] of said.entries()) {
    const scores = {
      ...one.scores,
      leaveOneOut: alone.map((values) => whole[at]! - values[at]!),
      ablations: lasso(learned.rows, learned.values[at]!, one.to - one.from),
    } as Record<Way, ArrayLike<number>>
    const falls = {} as AblationResult['falls']
    const lds = {} as AblationResult['lds']
    for (const way of WAYS) {
      falls[way] = []
      for (const count of REMOVED) {
        const best = bestOf(scores[way], sentences, count)
        const now = best.size === 1 ? alone[[...best][0]!]![at]! : (await ablated.logProbabilities(best, [one]))[0]!
        falls[way].push(whole[at]! - now)
      }
      lds[way] = spearman(
        tested.rows.map((row) => row.reduce((sum, isKept, i) => sum + (isKept ? scores[way][i]! : 0), 0)),
        tested.values[at]!,
      )
    }
    results.push({ text: id, kind: one.kind, question: one.request, said: one.text, sentences, falls, lds })
  }
  return results
}

/** Random ablations: which sentences each keeps, and what they make of each statement. */
async function randomly(ablated: AblatedText, said: readonly Said[], sentences: number, random: Random) {
  const rows = Array.from({ length: ABLATIONS }, () =>
    Uint8Array.from({ length: sentences }, () => (random.next() < 0.5 ? 1 : 0)),
  )
  const values: number[][] = said.map(() => [])
  for (const row of rows) {
    const without = new Set([...row.keys()].filter((i) => !row[i]))
    const found = await ablated.logProbabilities(without, said)
    for (const [at, value] of found.entries()) values[at]!.push(value)
  }
  return { rows, values }
}

/** Which of the sentences have the highest scores; of those that tie the first. */
function bestOf(scores: ArrayLike<number>, sentences: number, count: number): Set<number> {
  const order = Array.from({ length: sentences }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  return new Set(order.slice(0, count))
}
