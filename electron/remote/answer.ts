import { EngineError } from '../engine/errors'
import type { NativeAddon } from '../engine/native'
import type { Trace } from '../engine/native_trace'
import type { Address } from '../network/address'
import { NetworkError } from '../network/failures'
import type { Piece, Server, ServerAnswer } from '../network/server'
import type { AnswerRequest, DocumentInfo } from '../shared/ipc/answer_data'
import type { Endpoint, Remote } from '../shared/ipc/remote_data'
import { AnswerText } from '../summarize/answer_text'
import { DECODING, promptOf } from '../summarize/requests'
import { THINKING_TOKENS, type ThinkingMode } from '../summarize/thinking'
import type { RequestOptions, RequestResult } from '../summarize/types'
import { modelInfo, noLensSentence, remoteOf } from './described'
import { partTitle, type RemoteSaid, remoteGeneration, remoteTraced } from './generation'
import { Heard } from './heard'
import { historyText } from './history'
import { plainTokens, type RemoteText } from './prompt'
import { spell } from './spelling'

export interface RemoteContext {
  server: Server
  text: RemoteText
  info: DocumentInfo
  address: Address
  prices?: Endpoint['prices']
  addon: Pick<NativeAddon, 'CountedTrace'>
}

/** What a request's prompt is made of after the document. */
interface Prompt {
  ids: Int32Array
  writtenAs: string[]
  forgotten: number
  follows: number[]
}

/** Asks one request of a server. */
export class RemoteAnswer {
  constructor(
    private readonly context: RemoteContext,
    private readonly options: RequestOptions,
  ) {}

  async to(request: AnswerRequest): Promise<RequestResult> {
    const { server, text, address, addon } = this.context
    const { onProgress, signal, temperature = 0, topP, seed } = this.options
    const prompt = await this.prompt(request)
    const maxTokens = this.roomFor(request, prompt.ids.length)
    const started = performance.now()
    let first: number | undefined
    const mode: ThinkingMode = { isOpened: text.opensThinking, isPossible: true }
    const heard = new Heard(addon, text, prompt.ids.length, mode, (token, tokens, isThinking) => {
      first ??= performance.now()
      const tokensPerSecond = (tokens * 1000) / Math.max(1, performance.now() - started)
      onProgress?.({
        stage: 'answer',
        part: 0,
        parts: 1,
        merging: false,
        token,
        tokens,
        tokensPerSecond,
        ...(isThinking && { isThinking }),
      })
    })
    onProgress?.({ stage: 'wait', host: address.host, tokens: prompt.ids.length })
    const { repeatPenalty } = DECODING[request.kind]
    const order = { ids: prompt.ids, maxTokens, repeatPenalty, temperature, topP, seed, signal }
    const { answer, ended } = await this.asked(() => server.generate(order, heard), heard)
    const said = await this.said(heard, answer, prompt, mode)
    if (ended) said.stopped = 'cancelled'
    const traced = this.traceOf(heard, answer, said)
    if (traced) said.trace = traced.trace
    const seconds = {
      first: ((first ?? performance.now()) - started) / 1000,
      all: (performance.now() - started) / 1000,
    }
    const noLens = traced ? undefined : noLensSentence(server.info, answer, heard.rowsFault, ended)
    const remote = remoteOf(this.context, answer, { sent: prompt.ids.length, ended, missing: traced?.missing, noLens })
    return this.result(request, said, { remote, prompt, seconds, read: prompt.ids.length - (answer.cachedTokens ?? 0) })
  }

  private async prompt(request: AnswerRequest): Promise<Prompt> {
    const { server, text } = this.context
    const history = historyText(request)
    const [asked] = await plainTokens(server, [history.text + promptOf(request)], this.options.signal)
    const { ids: documentIds } = text.document.tokens
    const ids = Int32Array.from([...text.opening.ids, ...documentIds, ...asked!.ids, ...text.closing.ids])
    const writtenAs = [
      ...written(text.opening.pieces),
      ...this.documentTokens(),
      ...written(asked!.pieces),
      ...written(text.closing.pieces),
    ]
    return { ids, writtenAs, forgotten: history.forgotten, follows: history.follows }
  }

  /** A character cut by tokens stands with its last one. */
  private documentTokens(): string[] {
    const { document } = this.context.text
    const bytes = Buffer.from(document.document.text)
    const decoder = new TextDecoder()
    const { offsets, ids } = document.tokens
    return Array.from(ids, (_, i) => decoder.decode(bytes.subarray(offsets[i], offsets[i + 1]), { stream: true }))
  }

  private roomFor(request: AnswerRequest, prompt: number): number {
    const { server, text } = this.context
    const wanted =
      this.options.maxTokens ?? DECODING[request.kind].maxTokens + (text.opensThinking ? THINKING_TOKENS : 0)
    const room = (server.info.contextLength ?? Number.POSITIVE_INFINITY) - prompt
    if (room >= Math.min(wanted, 16)) return Math.min(wanted, room)
    throw new EngineError(
      'context-full',
      `The document has ${prompt.toLocaleString('en-US')} tokens with its question, and the server takes ${server.info.contextLength!.toLocaleString('en-US')} with the answer; start it with a longer context, or ask about a shorter document.`,
    )
  }

  /** What has come is kept, whatever ends the answer. */
  private async asked(
    ask: () => Promise<ServerAnswer>,
    heard: Heard,
  ): Promise<{ answer: ServerAnswer; ended?: NetworkError }> {
    try {
      return { answer: await ask() }
    } catch (error) {
      const isKept = heard.ids.length > 0 && heard.text.trim() !== ''
      if (!(error instanceof NetworkError) || !isKept) throw error
      if (error.code === 'cancelled' && !this.options.keepCancelled) throw error
      return { answer: { text: heard.text, ids: [...heard.ids], stopped: 'end', rows: 0 }, ended: error }
    }
  }

  private async said(heard: Heard, answer: ServerAnswer, prompt: Prompt, mode: ThinkingMode): Promise<RemoteSaid> {
    const { text, info } = this.context
    const whole = new AnswerText(mode)
    const pieces = await this.piecesOf(answer, heard)
    const bytes = Buffer.from(answer.text)
    for (const [i, id] of answer.ids.slice(0, pieces.count).entries()) {
      whole.push(id, bytes.subarray(pieces.offsets[i], pieces.offsets[i + 1]))
    }
    whole.dropRest()
    const { parts } = info
    const decoder = new TextDecoder()
    const answerTexts = whole.ids.map((_, i) =>
      decoder.decode(bytes.subarray(pieces.offsets[i], pieces.offsets[i + 1]), { stream: true }),
    )
    return {
      text,
      answer: whole,
      ids: Int32Array.from([...prompt.ids, ...whole.ids]),
      promptLength: prompt.ids.length,
      writtenAs: [...prompt.writtenAs, ...answerTexts],
      stopped: answer.stopped,
      logProbability: answer.logProbability ?? 0,
      facts: this.options.facts,
      title: partTitle(parts[0]!),
      part: parts[0]!,
    }
  }

  /** Where the answer's tokens are in its text, without those that write nothing at its end. */
  private async piecesOf(answer: ServerAnswer, heard: Heard): Promise<{ offsets: Uint32Array; count: number }> {
    const all: Piece[] = await this.context.server.pieces(answer.ids, this.options.signal).catch(() => [])
    for (let count = all.length; count > 0; count--) {
      const spelled = spell(answer.text, all.slice(0, count))
      if ('offsets' in spelled) return { offsets: spelled.offsets, count }
      if (all.length - count >= MOST_SILENT) break
    }
    heard.rowsFault ??= "its tokens don't spell its text"
    const { length } = Buffer.from(answer.text)
    const count = Math.max(1, answer.ids.length)
    if (answer.ids.length === 0) answer.ids.push(0)
    return { offsets: Uint32Array.from({ length: count + 1 }, (_, i) => Math.floor((length * i) / count)), count }
  }

  private traceOf(
    heard: Heard,
    answer: ServerAnswer,
    { answer: { ids } }: RemoteSaid,
  ): { trace: Trace; missing: number } | undefined {
    if (heard.rowsFault !== undefined || answer.rowsFault !== undefined || answer.rows === 0) return undefined
    return heard.finish(ids.length)
  }

  private result(
    request: AnswerRequest,
    said: RemoteSaid,
    {
      remote,
      prompt,
      seconds,
      read,
    }: { remote: Remote; prompt: Prompt; seconds: { first: number; all: number }; read: number },
  ): RequestResult {
    const generation = remoteGeneration(said)
    const { answer } = generation
    const title = generation.title
    this.tell(said, generation)
    return {
      kind: request.kind,
      ...(request.kind === 'question' && { question: request.question }),
      document: this.context.info,
      model: modelInfo(this.context.server.info, said.trace, remote),
      answer,
      others: [],
      timings: {
        prefillTokensPerSecond: read / Math.max(1e-3, seconds.first),
        decodeTokensPerSecond: answer.tokens / Math.max(1e-3, seconds.all - seconds.first),
        evaluatedTokens: Math.max(0, read) + answer.tokens,
        seconds: seconds.all,
      },
      traced: said.trace ? [remoteTraced({ ...said, title }, said.trace)] : [],
      generations: [generation],
      main: 0,
      ranking: [],
      ...(prompt.follows.length + prompt.forgotten > 0 && { follows: prompt.follows, forgotten: prompt.forgotten }),
      remote,
    }
  }

  private tell(said: RemoteSaid, generation: ReturnType<typeof remoteGeneration>): void {
    const { onSentence, onTrace } = this.options
    for (const sentence of generation.answer.sentences) onSentence?.(sentence, 0)
    const { kind, title, textStart, textEnd } = generation
    if (said.trace)
      onTrace?.(said.trace, 0, { kind, title, model: this.context.server.info.model, textStart, textEnd }, generation)
  }
}

/** Tokens at an answer's end that write nothing: the one that ends it, and what a server adds. */
const MOST_SILENT = 4

function written(pieces: readonly Piece[]): string[] {
  const decoder = new TextDecoder()
  return pieces.map((piece) => (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })))
}
