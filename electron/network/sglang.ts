import { z } from 'zod'
import type { Connection } from './connection'
import { EventStream } from './event_stream'
import { cutOff, NetworkError, nonsense } from './failures'
import { RowsReader } from './rows_reader'
import type { GenerateListener, GenerateOrder, Piece, Server, ServerAnswer, ServerInfo, TokenizedText } from './server'
import { answerOf, eventOf } from './told'

/**
 * SGLang's own protocol, as its sources say it (sgl-project/sglang):
 * - python/sglang/srt/managers/io_struct.py at 001067f: GenerateReqInput, with input_ids and return_indexer_topk
 * - python/sglang/srt/state_capturer/{base,indexer_topk}.py at 0564b52 and e9a8c90: rows of all tokens but the last,
 *   (tokens - 1, layers, k) int32 without a header, -1 where nothing is, in base64 in meta_info.indexer_topk
 * - python/sglang/srt/entrypoints/openai/serving_tokenize.py at 0351c1f: lists of texts, and of lists of tokens
 * The server needs --enable-return-indexer-topk, and attention that is not split over GPUs (--enable-dp-attention).
 * With its fused top-k (SGLANG_DSA_FUSE_TOPK, on by default) what is captured are places in its KV cache, not positions:
 * such rows are refused, as they name places that come after their token.
 */

const ids = z.array(z.int().nonnegative())
const ServerInfoSchema = z.looseObject({
  version: z.string().optional(),
  enable_return_indexer_topk: z.boolean().optional(),
})
const TokensSchema = z.looseObject({ tokens: z.array(ids) })
const TextsSchema = z.looseObject({ text: z.array(z.string()) })

/** [log-probability, id, text] */
const LogProbabilitySchema = z.tuple([z.number().nullable(), z.int()], z.unknown())
const EventSchema = z.looseObject({
  text: z.string(),
  output_ids: ids.optional(),
  meta_info: z.looseObject({
    prompt_tokens: z.int().optional(),
    cached_tokens: z.int().optional(),
    completion_tokens: z.int().optional(),
    finish_reason: z
      .union([z.null(), z.string(), z.looseObject({ type: z.string(), message: z.string().optional() })])
      .optional(),
    output_token_logprobs: z.array(LogProbabilitySchema).nullish(),
  }),
})
type Event = z.infer<typeof EventSchema>

/** Tokens whose texts are asked for at once. */
const MOST_PIECES = 8192

export class SglangServer implements Server {
  constructor(
    private readonly connection: Connection,
    readonly info: ServerInfo,
  ) {}

  static async describe(
    connection: Connection,
    model: string,
    contextLength: number | undefined,
    signal?: AbortSignal,
  ) {
    const said =
      (await connection.json('/server_info', ServerInfoSchema, { signal, optional: true })) ??
      (await connection.json('/get_server_info', ServerInfoSchema, { signal, optional: true })) // before 0.5.6
    const { version, enable_return_indexer_topk: tellsRows } = said ?? {}
    return new SglangServer(connection, { kind: 'SGLang', version, model, contextLength, tellsRows })
  }

  async tokenize(texts: readonly string[], signal?: AbortSignal): Promise<TokenizedText[]> {
    const asked = { prompt: texts, add_special_tokens: false }
    const { tokens } = await this.connection.ask('/v1/tokenize', TokensSchema, asked, signal)
    if (tokens.length !== texts.length) throw nonsense(this.connection.host, 'tokens of other texts')
    const pieces = await this.pieces(tokens.flat(), signal)
    let next = 0
    return tokens.map((ids) => {
      const own = pieces.slice(next, next + ids.length)
      next += ids.length
      return { ids, pieces: own }
    })
  }

  async pieces(ids: readonly number[], signal?: AbortSignal): Promise<Piece[]> {
    const known = new Map<number, string>()
    const distinct = [...new Set(ids)]
    for (let from = 0; from < distinct.length; from += MOST_PIECES) {
      const some = distinct.slice(from, from + MOST_PIECES)
      const asked = { tokens: some.map((id) => [id]), skip_special_tokens: false }
      const { text } = await this.connection.ask('/v1/detokenize', TextsSchema, asked, signal)
      if (text.length !== some.length) throw nonsense(this.connection.host, 'texts of other tokens')
      for (const [i, id] of some.entries()) known.set(id, text[i]!)
    }
    return ids.map((id) => known.get(id)!)
  }

  async generate(order: GenerateOrder, listener: GenerateListener): Promise<ServerAnswer> {
    const { host } = this.connection
    const { ids: prompt, maxTokens, repeatPenalty, temperature, topP, seed, signal } = order
    const most = prompt.length + maxTokens + 1
    const rows = new RowsReader('indexer_topk', 'raw', most, (positions, shape) => listener.onRows(positions, shape))
    const stream = new EventStream(rows, host)
    const asked = {
      input_ids: [...prompt],
      sampling_params: {
        max_new_tokens: maxTokens,
        temperature,
        repetition_penalty: repeatPenalty,
        ...(topP !== undefined && { top_p: topP }),
        ...(seed !== undefined && { sampling_seed: seed }),
      },
      stream: true,
      return_logprob: true,
      return_indexer_topk: true,
    }
    let last: Event | undefined
    let isDone = false
    for await (const chunk of this.connection.stream('/generate', asked, signal)) {
      for (const data of stream.push(chunk)) {
        isDone ||= data === '[DONE]'
        if (isDone) continue
        last = joined(last, eventOf(data, EventSchema, host))
        listener.onText(last.text, last.output_ids!)
      }
    }
    if (!last) throw nonsense(host, 'an answer without a word')
    const reason = last.meta_info.finish_reason
    if (!isDone && !reason) throw cutOff(host)
    const why =
      typeof reason === 'object' && reason?.type === 'abort' ? (reason.message ?? 'it gives no reason') : undefined
    if (why !== undefined) throw new NetworkError('server-failed', `${host} gave up the answer (${why}); ask again.`)
    return answerOf(toldBy(last), rows, prompt.length)
  }
}

/** Events hold all that was written so far, or only what is new (--incremental-streaming-output). */
function joined(before: Event | undefined, event: Event): Event {
  const known = before?.output_ids ?? []
  const ids = event.output_ids ?? known
  const grown = (event.meta_info.completion_tokens ?? ids.length) > ids.length && before !== undefined
  if (!grown) return { ...event, output_ids: ids }
  const probabilities = [
    ...(before.meta_info.output_token_logprobs ?? []),
    ...(event.meta_info.output_token_logprobs ?? []),
  ]
  return {
    ...event,
    text: before.text + event.text,
    output_ids: [...known, ...(event.output_ids ?? [])],
    meta_info: { ...event.meta_info, output_token_logprobs: probabilities },
  }
}

function toldBy({ text, output_ids: ids = [], meta_info: meta }: Event) {
  const reason = typeof meta.finish_reason === 'object' ? meta.finish_reason?.type : meta.finish_reason
  const logProbabilities = (meta.output_token_logprobs ?? []).map(([value]) => value).filter((value) => value !== null)
  return { text, ids, logProbabilities, reason, read: meta.prompt_tokens, cached: meta.cached_tokens }
}
