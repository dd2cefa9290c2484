import { z } from 'zod'
import type { Connection } from './connection'
import { EventStream } from './event_stream'
import { cutOff, nonsense } from './failures'
import { RowsReader } from './rows_reader'
import type { GenerateListener, GenerateOrder, Piece, Server, ServerAnswer, ServerInfo, TokenizedText } from './server'
import { bytesOfToken } from './token_bytes'
import { answerOf, eventOf } from './told'

/**
 * vLLM's protocol, as its sources say it (vllm-project/vllm):
 * - vllm/entrypoints/serve/tokenize/protocol.py at 6e448d0: /tokenize, with the tokens' own strings
 * - /v1/completions takes token ids as a prompt and returns them (return_token_ids)
 * - pull request 49555 (open, in no release yet; its test at tests/entrypoints/openai): with
 *   --enable-return-indexer-topk a choice has `indexer_topk`, base64 of an .npy of (tokens, indexer layers, k) int32, from
 *   the prompt's token indexer_topk_prompt_start on
 * A release without it ignores what it doesn't know, and its answer has no lens.
 */

const ids = z.array(z.int().nonnegative())
const TokensSchema = z.looseObject({ tokens: ids, token_strs: z.array(z.string()).nullish() })
const TextSchema = z.looseObject({ prompt: z.string() })
const VersionSchema = z.looseObject({ version: z.string() })

const ChunkSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      index: z.int(),
      text: z.string(),
      finish_reason: z.string().nullish(),
      token_ids: ids.nullish(),
      logprobs: z.looseObject({ token_logprobs: z.array(z.number().nullable()) }).nullish(),
    }),
  ),
  usage: z
    .looseObject({
      prompt_tokens: z.int().optional(),
      prompt_tokens_details: z.looseObject({ cached_tokens: z.int().nullish() }).nullish(),
    })
    .nullish(),
})

export class VllmServer implements Server {
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
    const said = await connection.json('/version', VersionSchema, { signal, optional: true })
    return new VllmServer(connection, { kind: 'vLLM', version: said?.version, model, contextLength })
  }

  async tokenize(texts: readonly string[], signal?: AbortSignal): Promise<TokenizedText[]> {
    const { model } = this.info
    const found: TokenizedText[] = []
    for (const prompt of texts) {
      const asked = { model, prompt, add_special_tokens: false, return_token_strs: true }
      const { tokens, token_strs: written } = await this.connection.ask('/tokenize', TokensSchema, asked, signal)
      if (written && written.length !== tokens.length) throw nonsense(this.connection.host, 'strings of other tokens')
      found.push({ ids: tokens, pieces: written ? written.map(bytesOfToken) : await this.pieces(tokens, signal) })
    }
    return found
  }

  /** One request for each distinct token: an answer's, not a document's. */
  async pieces(ids: readonly number[], signal?: AbortSignal): Promise<Piece[]> {
    const { model } = this.info
    const known = new Map<number, string>()
    for (const id of new Set(ids)) {
      const { prompt } = await this.connection.ask('/detokenize', TextSchema, { model, tokens: [id] }, signal)
      known.set(id, prompt)
    }
    return ids.map((id) => known.get(id)!)
  }

  async generate(order: GenerateOrder, listener: GenerateListener): Promise<ServerAnswer> {
    const { host } = this.connection
    const most = order.ids.length + order.maxTokens + 1
    const rows = new RowsReader('indexer_topk', 'npy', most, (positions, shape) => listener.onRows(positions, shape))
    const stream = new EventStream(rows, host)
    const heard = new HeardAnswer()
    let isDone = false
    for await (const chunk of this.connection.stream('/v1/completions', this.asked(order), order.signal)) {
      for (const data of stream.push(chunk)) {
        isDone ||= data === '[DONE]'
        if (!isDone && heard.take(eventOf(data, ChunkSchema, host))) listener.onText(heard.text, heard.ids)
      }
    }
    if (heard.isEmpty) throw nonsense(host, 'an answer without a word')
    if (!isDone && !heard.reason) throw cutOff(host)
    return heard.answer(rows, order.ids.length)
  }

  private asked({ ids: prompt, maxTokens, repeatPenalty, temperature, topP, seed }: GenerateOrder) {
    return {
      model: this.info.model,
      prompt: [...prompt],
      max_tokens: maxTokens,
      temperature,
      repetition_penalty: repeatPenalty,
      ...(topP !== undefined && { top_p: topP }),
      ...(seed !== undefined && { seed }),
      logprobs: 1,
      stream: true,
      stream_options: { include_usage: true },
      return_token_ids: true,
      indexer_topk_prompt_start: 0,
    }
  }
}

type Chunk = z.infer<typeof ChunkSchema>

/** An answer as its chunks come: each holds what is new. */
class HeardAnswer {
  text = ''
  ids: number[] = []
  reason: string | undefined
  isEmpty = true
  private values: number[] = []
  private hasIds = true
  private usage: Chunk['usage']

  /** False where it says nothing of the answer. */
  take({ choices, usage }: Chunk): boolean {
    this.usage = usage ?? this.usage
    const choice = choices.find(({ index }) => index === 0)
    if (!choice) return false
    this.isEmpty = false
    this.text += choice.text
    this.ids.push(...(choice.token_ids ?? []))
    if (choice.text !== '' && !choice.token_ids) this.hasIds = false
    this.values.push(...(choice.logprobs?.token_logprobs ?? []).filter((value) => value !== null))
    this.reason = choice.finish_reason ?? this.reason
    return true
  }

  answer(rows: RowsReader, prompt: number): ServerAnswer {
    const { text, ids, usage, values: logProbabilities, reason, hasIds } = this
    const cached = usage?.prompt_tokens_details?.cached_tokens ?? undefined
    const fault = hasIds || rows.count === 0 ? undefined : NO_IDS
    return answerOf({ text, ids, logProbabilities, reason, read: usage?.prompt_tokens, cached, fault }, rows, prompt)
  }
}

const NO_IDS = "this vLLM doesn't return the ids of its tokens (it has to be 0.10.2 or later)"
