import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { EngineError } from '../engine/errors'
import { LongStringCut } from '../network/long_string'
import { RowsReader } from '../network/rows_reader'
import type { RowsShape } from '../network/top_k_rows'

/**
 * A server's answer that somebody kept as a file: the whole JSON of SGLang's /generate or of vLLM's /v1/completions. Besides
 * the rows it must tell what its tokens are:
 * - SGLang: return_logprob, logprob_start_len 0 and return_text_in_logprobs, so that meta_info.input_token_logprobs and
 *   output_token_logprobs hold [log-probability, id, text] of each
 * - vLLM: return_token_ids (the ids), and logprobs 1 with prompt_logprobs 0 (what each is written as)
 */
export interface RecordedAnswer {
  server: 'SGLang' | 'vLLM'
  model: string
  prompt: RecordedToken[]
  answer: RecordedToken[]
  text: string
  stopped: 'end' | 'length'
}

export interface RecordedToken {
  id: number
  text: string
  logProbability?: number
}

const told = z.array(z.tuple([z.number().nullable(), z.int(), z.string()]))
const SglangSchema = z.looseObject({
  text: z.string(),
  meta_info: z.looseObject({
    finish_reason: z.union([z.null(), z.looseObject({ type: z.string() })]).optional(),
    input_token_logprobs: told,
    output_token_logprobs: told,
  }),
})

const PromptTokenSchema = z.record(
  z.string(),
  z.looseObject({ decoded_token: z.string().nullish(), logprob: z.number().nullish() }),
)
const VllmSchema = z.looseObject({
  model: z.string(),
  choices: z
    .array(
      z.looseObject({
        text: z.string(),
        finish_reason: z.string().nullish(),
        token_ids: z.array(z.int()),
        prompt_token_ids: z.array(z.int()),
        prompt_logprobs: z.array(PromptTokenSchema.nullable()),
        logprobs: z.looseObject({ tokens: z.array(z.string()), token_logprobs: z.array(z.number().nullable()) }),
      }),
    )
    .length(1),
})

/** Bytes of a file without its rows. */
const MOST_BYTES = 256 << 20
const ROWS = 'indexer_topk'

/** Reads all of such a file but its rows. Throws EngineError. */
export async function readRecorded(path: string): Promise<RecordedAnswer> {
  const server = await serverOf(path)
  const json = await jsonWithout(path, new LongStringCut({ name: ROWS, onBytes: () => {}, onEnd: () => {} }))
  return server === 'vLLM' ? vllmAnswer(json, path) : sglangAnswer(json, path)
}

/** Reads its rows: `onRows` gets all layers of one query after the other. Returns why they can't be used, if so. */
export async function readRows(
  path: string,
  { server, prompt, answer }: RecordedAnswer,
  onRows: (positions: Int32Array, shape: RowsShape) => void,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const sequence = prompt.length + answer.length
  const rows = new RowsReader(ROWS, server === 'vLLM' ? 'npy' : 'raw', sequence + 1, onRows)
  const cut = new LongStringCut(rows)
  for await (const chunk of createReadStream(path, { signal })) cut.push(chunk as Buffer)
  if (rows.count === 0 && rows.fault === undefined) throw unusable(path, `holds no ${ROWS}: ask the server for it`)
  return rows.faultOf(sequence)
}

/**
 * Whether a file is a server's answer, usable or not. Other JSON is a text like any: a log of a conversation has choices too, so
 * something must stand beside them that only these protocols have.
 */
export async function isRecorded(path: string, name: string): Promise<boolean> {
  if (!/\.json$/i.test(name)) return false
  const start = await startOf(path)
  return (
    /^(?:\xef\xbb\xbf)?\s*\{/.test(start) &&
    /"(?:choices|meta_info)"/.test(start) &&
    /"(?:indexer_topk|text_completion|output_ids|prompt_token_ids|output_token_logprobs)"/.test(start)
  )
}

async function startOf(path: string): Promise<string> {
  let text = ''
  for await (const chunk of createReadStream(path, { end: 1 << 20 })) text += chunk.toString('latin1')
  return text
}

/** vLLM's answer has choices, SGLang's meta_info; whichever name comes first in the text tells. */
async function serverOf(path: string): Promise<RecordedAnswer['server']> {
  const text = await startOf(path).catch((error) => {
    throw unusable(path, "can't be read", error)
  })
  const [choices, meta] = [text.indexOf('"choices"'), text.indexOf('"meta_info"')]
  if (choices < 0 && meta < 0) throw unusable(path, "is no answer of SGLang's /generate or vLLM's /v1/completions")
  return meta < 0 || (choices >= 0 && choices < meta) ? 'vLLM' : 'SGLang'
}

async function jsonWithout(path: string, cut: LongStringCut): Promise<unknown> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    const left = cut.push(chunk as Buffer)
    bytes += left.length
    if (bytes > MOST_BYTES) throw unusable(path, 'is too long without its rows')
    kept.push(left)
  }
  const end = cut.end()
  if (!end) throw unusable(path, 'ends in the middle of its rows')
  try {
    return JSON.parse(Buffer.concat([...kept, end]).toString('utf8'))
  } catch (error) {
    throw unusable(path, 'is no JSON', error)
  }
}

function sglangAnswer(json: unknown, path: string): RecordedAnswer {
  const read = SglangSchema.safeParse(json)
  if (!read.success) throw unusable(path, `lacks what its tokens are (${where(read.error)}): ${ASK_SGLANG}`)
  const { text, meta_info: meta } = read.data
  const token = ([value, id, written]: z.infer<typeof told>[number]): RecordedToken => ({
    id,
    text: written,
    ...(value !== null && { logProbability: value }),
  })
  return {
    server: 'SGLang',
    model: 'a model on SGLang',
    prompt: meta.input_token_logprobs.map(token),
    answer: meta.output_token_logprobs.map(token),
    text,
    stopped: meta.finish_reason?.type === 'length' ? 'length' : 'end',
  }
}

function vllmAnswer(json: unknown, path: string): RecordedAnswer {
  const read = VllmSchema.safeParse(json)
  if (!read.success) throw unusable(path, `lacks what its tokens are (${where(read.error)}): ${ASK_VLLM}`)
  const choice = read.data.choices[0]!
  const prompt = choice.prompt_token_ids.map((id, i): RecordedToken => {
    const written = choice.prompt_logprobs[i]?.[String(id)]?.decoded_token
    return { id, text: written ?? '' }
  })
  const answer = choice.token_ids.map((id, i): RecordedToken => {
    const value = choice.logprobs.token_logprobs[i]
    return { id, text: choice.logprobs.tokens[i] ?? '', ...(value != null && { logProbability: value }) }
  })
  const stopped = choice.finish_reason === 'length' ? 'length' : 'end'
  return { server: 'vLLM', model: read.data.model, prompt, answer, text: choice.text, stopped }
}

const ASK_SGLANG = 'ask with return_logprob, logprob_start_len 0 and return_text_in_logprobs'
const ASK_VLLM = 'ask with return_token_ids, logprobs 1 and prompt_logprobs 0'

const where = ({ issues }: z.ZodError) => issues[0]!.path.join('.')

const unusable = (path: string, what: string, cause?: unknown) =>
  new EngineError('bad-argument', `The recorded answer "${basename(path)}" ${what}.`, { cause })
