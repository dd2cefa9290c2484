import type { RowsShape } from './top_k_rows'

/** Engines whose protocols are known here. */
export const SERVER_KINDS = ['SGLang', 'vLLM'] as const
export type ServerKind = (typeof SERVER_KINDS)[number]

/** What a server says of itself. */
export interface ServerInfo {
  kind: ServerKind
  version?: string
  /** The model's name, as its owner calls it. */
  model: string
  /** Tokens of prompt and answer together. */
  contextLength?: number
  /** False where it says that it won't tell what entered attention. */
  tellsRows?: boolean
}

/** What a token is written as: its bytes where the server tells them, else its text, in which � stands for a part of a character. */
export type Piece = Buffer | string

export interface TokenizedText {
  ids: number[]
  pieces: Piece[]
}

export interface GenerateOrder {
  ids: Int32Array
  maxTokens: number
  repeatPenalty: number
  temperature: number
  topP?: number
  seed?: number
  signal?: AbortSignal
}

export interface GenerateListener {
  /** All that was written so far. */
  onText(text: string, ids: readonly number[]): void
  /** All layers of the next query of the whole sequence, from its first token. */
  onRows(positions: Int32Array, shape: RowsShape): void
}

/** What an answer was, once it is whole. */
export interface ServerAnswer {
  text: string
  ids: number[]
  /** Mean over its tokens; undefined where the server doesn't tell. */
  logProbability?: number
  stopped: 'end' | 'length'
  /** As the server counts them: prompt with what was kept from before, of which so many. */
  promptTokens?: number
  cachedTokens?: number
  /** Why the rows can't be used; undefined where all were taken, or none came. */
  rowsFault?: string
  /** Queries whose rows were taken. */
  rows: number
}

/** One of the known engines, somewhere else. */
export interface Server {
  readonly info: ServerInfo
  /** By its own tokenizer, without tokens of its own around them. */
  tokenize(texts: readonly string[], signal?: AbortSignal): Promise<TokenizedText[]>
  /** What each token is written as. */
  pieces(ids: readonly number[], signal?: AbortSignal): Promise<Piece[]>
  generate(order: GenerateOrder, listener: GenerateListener): Promise<ServerAnswer>
}
