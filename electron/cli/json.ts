import type { AnswerSentence, EvidenceItem } from '../shared/ipc/answer_data'
import type { RequestResult } from '../summarize/types'
import { type JsonResult, ResultSchema } from './schema'

/** The line that `--json` prints for a request. Throws if it would break the schema: that is a fault of ours. */
export function jsonLine(result: RequestResult): string {
  return JSON.stringify(ResultSchema.parse(jsonResult(result)))
}

function jsonResult({ document, model, answer, timings }: RequestResult): JsonResult {
  return {
    document: {
      file: document.file,
      pages: document.pages,
      tokens: document.tokens,
      sentences: document.sentences,
      coverage: document.coverage,
    },
    model: {
      name: model.name,
      architecture: model.architecture,
      layers: model.layers,
      topK: model.topK,
      backend: model.backend,
      sha256: model.sha256,
    },
    answer: {
      text: answer.text,
      tokens: answer.tokens,
      stopped: answer.stopped === 'length' ? 'length' : 'end', // a cancelled request has no result here
      sentences: answer.sentences.map(sentence),
    },
    timings: {
      prefillTokensPerSecond: rounded(timings.prefillTokensPerSecond),
      decodeTokensPerSecond: rounded(timings.decodeTokensPerSecond),
      evaluatedTokens: timings.evaluatedTokens,
      seconds: rounded(timings.seconds),
    },
  }
}

function sentence({ text, support, evidence }: AnswerSentence): JsonResult['answer']['sentences'][number] {
  return { text, support, evidence: evidence.map(source) }
}

function source({ page, text, score, count, steps }: EvidenceItem) {
  return { page, text, score, count, ...(steps && { steps }) }
}

/** A rate over no time at all is no number. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0
}
