import { EngineError } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import { withCancel } from '../engine/native'
import { answerUnits } from '../summarize/answer'
import { PartReader, type Readable, tokenIds } from '../summarize/part_reader'

/** A raw prompt as something to read, and what comes before and after it. */
export interface RawPrompt {
  text: Readable
  frame: { opening: Int32Array; closing: Int32Array }
}

/**
 * `framed`: as a user's message in the model's chat template. Else just as it is, control tokens and all; then its last
 * token is what the answer follows, and no part of the text.
 */
export async function rawPrompt(model: OpenModel, prompt: string, framed: boolean): Promise<RawPrompt> {
  const tokens = await withCancel(undefined, () => model.native.tokenize(prompt, !framed))
  if (tokens.ids.length < 2) throw new EngineError('bad-argument', 'The prompt is too short; write a few words.')
  const end = framed ? tokens.ids.length : tokens.ids.length - 1
  const sentences = answerUnits({ text: prompt, ...tokens }).map(({ text, from, to }, sentence) => ({
    begin: from,
    end: Math.min(to, end),
    sentence,
    page: 1,
    text,
  }))
  const frame = framed
    ? {
        opening: await tokenIds(model, model.frame.before, true),
        closing: await tokenIds(model, model.frame.after, true),
      }
    : { opening: new Int32Array(), closing: tokens.ids.slice(end) }
  return { text: { ids: tokens.ids.subarray(0, end), sentences: sentences.filter((s) => s.begin < s.end) }, frame }
}

/** A reader for the prompt alone, with room for the answer. */
export async function promptReader(
  model: OpenModel,
  { text, frame }: RawPrompt,
  room: number,
  options: { threads?: number; onGpu?: boolean },
): Promise<PartReader> {
  const needed = frame.opening.length + text.ids.length + frame.closing.length + room
  if (needed > model.file.contextLength) {
    throw new EngineError(
      'context-full',
      `The prompt and its answer need ${needed} tokens, and ${model.info.name} takes ${model.file.contextLength}; shorten it.`,
    )
  }
  return PartReader.open(model, Math.ceil(needed / 256) * 256, { ...options, frame })
}
