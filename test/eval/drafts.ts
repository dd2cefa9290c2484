import { readText } from '../../electron/documents/text/text'
import type { OpenModel } from '../../electron/engine/model'
import type { AnswerRequest } from '../../electron/shared/ipc/answer_data'
import { ReadingSession } from '../../electron/summarize/session'
import type { EvalText } from './cases/types'
import { CONTEXT } from './run_text'

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

/** Shorter answers say little of speed. */
const LEAST_TOKENS = 4

/**
 * Writes a summary of each of the texts and answers to its questions, with drafts and token by token in turn, the first of
 * a pair changing. Nothing else may run.
 */
export async function measureDrafts(model: OpenModel, texts: readonly EvalText[]): Promise<DraftGain[]> {
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

export function draftsReport(gains: readonly DraftGain[]): string {
  const line = (kind: DraftGain['kind']): string => {
    const ofKind = gains.filter((gain) => gain.kind === kind)
    const ratios = ofKind.map(({ ratio }) => ratio).sort((a, b) => a - b)
    const at = (share: number) => (ratios[Math.round(share * (ratios.length - 1))] ?? Number.NaN).toFixed(2)
    const others = ofKind.filter(({ same }) => !same).length
    return `${kind}: ${ofKind.length} written; median ${at(0.5)} times as fast as token by token, half of them ${at(0.25)} to ${at(0.75)}, least ${at(0)}, most ${at(1)}; ${others} said something else`
  }
  return `${line('question')}\n${line('summary')}`
}
