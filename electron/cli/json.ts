import type { AnswerSentence, EvidenceItem, Lean, Passage, Thinking } from '../shared/ipc/answer_data'
import { followedTurns } from '../shared/shown/conversation'
import { writtenHash } from '../shared/shown/files_hash'
import type { RequestResult } from '../summarize/types'
import { FindSchema, type JsonResult, ResultSchema } from './schema'

/** The line that `--json` prints for a request. Throws if it would break the schema: that is a fault of ours. */
export function jsonLine(result: RequestResult): string {
  return JSON.stringify(ResultSchema.parse(jsonResult(result)))
}

/** The line that `--find` prints with `--json`. */
export function findLine(question: string, passages: readonly Passage[]): string {
  return JSON.stringify(FindSchema.parse({ find: { question, passages: passages.map(passage) } }))
}

function jsonResult(result: RequestResult): JsonResult {
  const { document, model, answer, timings, remote } = result
  return {
    document: {
      file: document.file,
      pages: document.pages,
      tokens: document.tokens,
      sentences: document.sentences,
      coverage: document.coverage,
      notes: (document.notes ?? []).map(({ page, kind, text }) => ({ page, kind, text })),
    },
    model: {
      name: model.name,
      architecture: model.architecture,
      layers: model.layers,
      topK: model.topK,
      backend: model.backend,
      ...(model.measure && { evidence: model.measure }),
      ...(model.limits && { limits: model.limits }),
      ...writtenHash(model),
    },
    ...(remote && { remote }),
    answer: {
      text: answer.text,
      tokens: answer.tokens,
      ...(answer.thinking && { thinking: thinking(answer.thinking) }),
      stopped: answer.stopped === 'length' ? 'length' : 'end', // a cancelled request has no result here
      sentences: answer.sentences.map(sentence),
      ...looked(result),
    },
    timings: {
      prefillTokensPerSecond: rounded(timings.prefillTokensPerSecond),
      decodeTokensPerSecond: rounded(timings.decodeTokensPerSecond),
      evaluatedTokens: timings.evaluatedTokens,
      seconds: rounded(timings.seconds),
    },
  }
}

function looked(result: RequestResult) {
  const { kind, excerpts, found, keyPassages, forgotten } = result
  if (kind === 'summary') return { keyPassages: keyPassages?.map(passage) }
  return {
    looks: excerpts ? [{ excerpts: excerpts.map(passage) }] : [],
    found,
    ...(forgotten !== undefined && { follows: { turns: followedTurns(result), forgotten } }),
  }
}

const thinking = ({ text, tokens, isClosed }: Thinking) => ({ text, tokens, closed: isClosed })

function sentence({
  text,
  support,
  evidence,
  leans,
  unfound = [],
}: AnswerSentence): JsonResult['answer']['sentences'][number] {
  return { text, support, evidence: evidence.map(source), ...(leans && { leans: leans.map(lean) }), unfound }
}

const passage = ({ page, text, score }: Passage) => ({ page, text, score })

const lean = ({ turn, text, score }: Lean) => ({ turn, text, score })

function source({ page, text, score, count, steps }: EvidenceItem) {
  return { page, text, score, count, ...(steps && { steps }) }
}

/** A rate over no time at all is no number. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0
}
