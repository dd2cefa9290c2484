import { readText } from '../../electron/documents/text/text'
import { openModel } from '../../electron/engine/model'
import type { AnswerRequest } from '../../electron/shared/ipc/answer_data'
import { ReadingSession } from '../../electron/summarize/session'
import { makeCases } from '../../test/eval/cases'
import { loadCorpus } from '../../test/eval/corpus'
import { CONTEXT } from '../../test/eval/run_text'

/** What drafting gains in writing one answer or summary. */
export interface DraftGain {
  kind: AnswerRequest['kind']
  tokens: number
  /** Tokens per second. */
  plain: number
  drafted: number
  /** drafted / plain */
  ratio: number
  /** Whether both said the same; they must. */
  same: boolean
}

const SEED = 'sparselens 1'
/** Shorter answers say little of speed. */
const LEAST_TOKENS = 4

/**
 * Writes a summary of each of the evaluation's texts and answers to its questions, with drafts and token by token in turn,
 * the first of a pair changing. `most`: so many texts.
 */
export async function measureDrafts(most = Number.POSITIVE_INFINITY): Promise<DraftGain[]> {
  const texts = makeCases(await loadCorpus((id, why) => console.error(`left out ${id}: ${why}`)), SEED).slice(0, most)
  const model = await openModel({})
  const gains: DraftGain[] = []
  for (const { text, cases } of texts) {
    const session = await ReadingSession.open(model, readText(text, 'text.txt'), { contextLength: CONTEXT })
    const questions = cases.map(({ question }): AnswerRequest => ({ kind: 'question', question }))
    for (const request of [...questions, { kind: 'summary' } as const]) {
      const gain = await compare(session, request, gains.length % 2 === 0)
      if (gain) gains.push(gain)
    }
    await session.close({ keep: false })
  }
  model.native.close()
  return gains.slice(1) // the first ones drafted are tried both ways (native/addon/engine/draft_trust.h)
}

async function compare(session: ReadingSession, request: AnswerRequest, draftsFirst: boolean) {
  const first = await write(session, request, draftsFirst)
  const second = await write(session, request, !draftsFirst)
  const [drafted, plain] = draftsFirst ? [first, second] : [second, first]
  if (plain.tokens < LEAST_TOKENS) return undefined
  return {
    kind: request.kind,
    tokens: plain.tokens,
    plain: plain.perSecond,
    drafted: drafted.perSecond,
    ratio: drafted.perSecond / plain.perSecond,
    same: drafted.text === plain.text,
  }
}

async function write(session: ReadingSession, request: AnswerRequest, drafts: boolean) {
  process.env.SPARSELENS_DRAFTS = drafts ? 'on' : 'off'
  const [result] = await session.run([request], {})
  for (const { trace } of result!.traced) trace.close()
  const { answer, timings } = result!
  return { text: answer.text, tokens: answer.tokens, perSecond: timings.decodeTokensPerSecond }
}
