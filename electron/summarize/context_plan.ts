import { EngineError } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import { cellsOf } from '../models/plan/layout'
import { longestExcerpts } from './excerpts'
import { THINKING_TOKENS } from './thinking'

export interface ContextPlan {
  /** Positions that the KV cache must hold. */
  length: number
  /** Document tokens that are read at once. */
  partTokens: number
}

/** Positions kept free beside a part of the document: template, question and answer. */
const RESERVE = 768

/**
 * A document of up to WHOLE tokens is read at once, a longer one in parts of about PART. With ggml-dsa the time is the
 * same (5,423 tokens on two Zen 4 cores: 52 s in three parts or in two, 54 s at once), so the answers decide: asked for
 * facts hidden in texts of 5,300 tokens, the model found 6 of 10 in parts of 2,048, 2 of 8 in parts of 3,072, and none of
 * 5 in a text read at once.
 */
const WHOLE = 3072
const PART = 2048

/** How to read a document of so many tokens. `wanted` is --ctx: the whole context as the user wants it. */
export function planContext(model: OpenModel, documentTokens: number, wanted?: number): ContextPlan {
  const trained = model.file.contextLength
  if (trained < 2 * RESERVE) {
    throw new EngineError(
      'model-refused',
      `${model.file.name} reads at most ${trained} tokens at once, and ${2 * RESERVE} are needed for a question and its answer; choose another model.`,
    )
  }
  if (wanted !== undefined && (wanted < 2 * RESERVE || wanted > trained)) {
    throw new EngineError(
      'bad-argument',
      `A context of ${wanted} tokens can't be used; ${model.file.name} takes ${2 * RESERVE} to ${trained}.`,
    )
  }
  const reserve = RESERVE + roomToThink(model, wanted ?? trained)
  const most = (wanted ?? (model.builtIn ? WHOLE + reserve : trained)) - reserve
  if (documentTokens <= most) return { length: wanted ?? cellsOf(documentTokens + reserve), partTokens: most }
  const partTokens = wanted === undefined && model.builtIn ? PART : most
  return { length: wanted ?? cellsOf(partTokens + reserve), partTokens }
}

/** Positions for a second look. */
export const excerptContext = (model: OpenModel): number =>
  cellsOf(
    Math.min(
      longestExcerpts(model.info.topK) + RESERVE + roomToThink(model, model.file.contextLength),
      model.file.contextLength,
    ),
  )

/** A small context isn't given away to thinking. */
const roomToThink = ({ thinkingFrame }: OpenModel, length: number): number =>
  thinkingFrame ? Math.min(THINKING_TOKENS, Math.floor(length / 4)) : 0
