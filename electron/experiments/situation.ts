import { EngineError } from '../engine/errors'
import { withCancel } from '../engine/native'
import { unitQuote } from '../shared/document/passages'
import type { Generation } from '../shared/ipc/answer_data'
import type { PartReader, Readable } from '../summarize/part_reader'
import type { ReadingSession } from '../summarize/session'
import type { RequestOptions } from '../summarize/types'
import { type MassKept, observedRows, withMassKept } from './observed'

/** What an answer was given to: the model at the end of the text, and the tokens that followed. */
export interface Situation {
  reader: PartReader
  question: Int32Array
  answer: Int32Array
}

/** Brings the model to where it gave an answer. `sentences`: the trace's, as positions in pairs. */
export async function inSituation<T>(
  session: ReadingSession,
  generation: Generation,
  sentences: Int32Array,
  options: RequestOptions,
  work: (situation: Situation) => Promise<T>,
): Promise<T> {
  const { question, answer } = tokensOf(generation)
  const { textStart } = generation
  return session.readFor(textOf(session, generation, sentences), { ...options, textStart }, (reader) =>
    work({ reader, question, answer }),
  )
}

/** The part of the document that was read, or the summaries that were merged. */
function textOf(session: ReadingSession, generation: Generation, sentences: Int32Array): number | Readable {
  const { kind, part, units, turns, textStart, textEnd, otherTokens = [] } = generation
  if (part) {
    const found = session.parts.findIndex(({ from, to }) => from === part.from && to === part.to)
    if (found >= 0) return found
    throw new EngineError(
      'bad-argument',
      'The document is read in other parts now than when this was answered; ask again.',
    )
  }
  const ids = Int32Array.from(otherTokens.slice(textStart, textEnd), ([id]) => id)
  const places = Array.from({ length: sentences.length / 2 }, (_, i) => ({
    begin: sentences[2 * i]! - textStart,
    end: sentences[2 * i + 1]! - textStart,
  }))
  const first = turns?.length ?? 0
  return {
    ids,
    sentences: places.flatMap((place, i) => {
      if (i < first) return []
      const where = kind === 'excerpts' ? whereItStands(session, units[i - first]!) : { sentence: i, page: 1, text: '' }
      return [{ ...place, ...where }]
    }),
    turns: turns?.map((turn, i) => ({ ...turn, ...places[i]! })),
  }
}

function whereItStands({ document }: ReadingSession, sentence: number) {
  const unit = document.sentences[sentence]!
  return { sentence, page: unit.page, ...unitQuote(document, unit) }
}

/** The question's and the answer's tokens, which every answer keeps. */
export function tokensOf(generation: Generation): { question: Int32Array; answer: Int32Array } {
  const { kind, part, textStart, textEnd, promptLength, answer, otherTokens } = generation
  if (kind === 'look') {
    throw new EngineError('bad-argument', 'Nothing was written at the first look; try things with the answer.')
  }
  const after = otherTokens?.slice(part ? textStart : textEnd).map(([id]) => id)
  const asked = promptLength - textEnd
  if (!after || after.length !== asked + answer.tokens || answer.tokens === 0) {
    throw new EngineError('bad-argument', 'Not enough was kept of this answer to try things with it; ask again.')
  }
  return { question: Int32Array.from(after.slice(0, asked)), answer: Int32Array.from(after.slice(asked)) }
}

export interface ScoreOptions {
  /** Positions in pairs that can't be seen meanwhile. */
  without?: Int32Array
  /** Also the log-probabilities of the whole vocabulary. */
  distributions?: boolean
  /** Also the rows of the answer's tokens. */
  traced?: boolean
  /** Also the share of dense attention's mass that the selection keeps, where it can be observed. */
  observed?: boolean
  signal?: AbortSignal
}

/** How likely the model held each answer token after those before it. The KV cache is as before afterwards. */
export async function scored(situation: Situation, options: ScoreOptions = {}) {
  const { context, model } = situation.reader
  if (!options.observed) return { ...(await scoredOnce(situation, options)), ...({} as MassKept) }
  const first = context.length() + situation.question.length - 1
  const rows = observedRows(situation.answer.length, first + situation.answer.length, model.info.layers)
  const { done, ...mass } = await withMassKept(context, [first, first + rows], model.info.layers, () =>
    scoredOnce(situation, options),
  )
  return { ...done, ...mass }
}

async function scoredOnce({ reader, question, answer }: Situation, options: ScoreOptions) {
  const { without = new Int32Array(), distributions = false, traced = false, signal } = options
  const { context } = reader
  try {
    await withCancel(signal, (cancel) => context.beginBranch(without, cancel))
    if (traced) context.beginAnswer(context.length() + question.length, {})
    const asked = traced ? 'question' : 'off'
    await withCancel(signal, (cancel) => context.evaluate(question.subarray(0, -1), asked, undefined, cancel))
    const tokens = Int32Array.from([question.at(-1)!, ...answer])
    const watch = traced ? 'answer' : 'off'
    const found = await withCancel(signal, (cancel) => context.score(tokens, 1, watch, distributions, cancel))
    return { ...found, trace: traced ? context.endAnswer() : undefined }
  } finally {
    context.endBranch()
  }
}
