import type { Changes } from '../documents/compare'
import { type MaybeCollection, placeIn } from '../shared/document/members'
import type { AnswerSentence, EvidenceItem, Lean, Passage, Thinking } from '../shared/ipc/answer_data'
import { followedTurns } from '../shared/shown/conversation'
import { writtenHash } from '../shared/shown/files_hash'
import type { RequestResult } from '../summarize/types'
import type { FileLabel } from './arguments'
import type { Failure } from './exit'
import { ChangesSchema, FailureSchema, FindSchema, type JsonResult, ResultSchema } from './schema'

/**
 * The line that `--json` prints for a request; `source`: which of several files it is about. Throws if it would break the
 * schema: that is a fault of ours.
 */
export function jsonLine(result: RequestResult, source?: FileLabel): string {
  return JSON.stringify(ResultSchema.parse({ ...(source && { source }), ...jsonResult(result) }))
}

/** The line that `--find` prints with `--json`. */
export function findLine(
  question: string,
  passages: readonly Passage[],
  document: MaybeCollection = {},
  source?: FileLabel,
): string {
  const find = { question, passages: passages.map(passageIn(document)) }
  return JSON.stringify(FindSchema.parse({ ...(source && { source }), find }))
}

/** The line of a file that could not be done. */
export const failureLine = (source: FileLabel, { status, line: message }: Failure): string =>
  JSON.stringify(FailureSchema.parse({ source, error: { status, message } }))

/** The line that `--compare` prints with `--json`. */
export const changesLine = ([before, after]: readonly [string, string], changes: Changes): string =>
  JSON.stringify(ChangesSchema.parse({ compare: { before, after, ...changes } }))

function jsonResult(result: RequestResult): Omit<JsonResult, 'source'> {
  const { document, model, answer, timings, remote } = result
  const { members } = document
  return {
    document: {
      file: document.file,
      ...(members && { files: members.map(({ file, pages }) => ({ file, pages })) }),
      pages: document.pages,
      tokens: document.tokens,
      sentences: document.sentences,
      coverage: document.coverage,
      notes: (document.notes ?? []).map(({ page, kind, text }) => ({ ...placeIn(document, page), kind, text })),
    },
    model: {
      name: model.name,
      architecture: model.architecture,
      layers: model.layers,
      topK: model.topK,
      backend: model.backend,
      ...(model.servers && { servers: model.servers }),
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
      sentences: answer.sentences.map(sentenceIn(document)),
      ...looked(result),
    },
    computed: result.computed ?? [],
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
  const passage = passageIn(result.document)
  if (kind === 'summary') return { keyPassages: keyPassages?.map(passage) }
  return {
    looks: excerpts ? [{ excerpts: excerpts.map(passage) }] : [],
    found,
    ...(forgotten !== undefined && { follows: { turns: followedTurns(result), forgotten } }),
  }
}

const thinking = ({ text, tokens, isClosed }: Thinking) => ({ text, tokens, closed: isClosed })

const sentenceIn =
  (document: MaybeCollection) =>
  ({ text, support, evidence, leans, unfound = [] }: AnswerSentence): JsonResult['answer']['sentences'][number] => ({
    text,
    support,
    evidence: evidence.map(sourceIn(document)),
    ...(leans && { leans: leans.map(lean) }),
    unfound,
  })

const passageIn =
  (document: MaybeCollection) =>
  ({ page, text, score, uncertain }: Passage) => ({
    ...placeIn(document, page),
    text,
    score,
    ...(uncertain && { uncertain }),
  })

const lean = ({ turn, text, score }: Lean) => ({ turn, text, score })

const sourceIn =
  (document: MaybeCollection) =>
  ({ count, steps, ...item }: EvidenceItem) => ({
    ...passageIn(document)(item),
    count,
    ...(steps && { steps }),
  })

/** A rate over no time at all is no number. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0
}
