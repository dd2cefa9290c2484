/** What can go wrong in the engine; each comes with one sentence for people. */
export type EngineErrorCode =
  // the model can't be used (CLI exit status 4)
  | 'model-not-found'
  | 'not-gguf'
  | 'truncated-model'
  | 'damaged-model'
  | 'other-gguf-version'
  | 'other-byte-order'
  | 'unknown-tensor-type'
  | 'missing-shard'
  | 'wrong-shard'
  | 'wrong-architecture'
  | 'no-indexer'
  | 'missing-tensor'
  | 'wrong-shape'
  | 'unusable-tokenizer'
  | 'no-chat-template'
  | 'model-refused'
  | 'wrong-libraries'
  // the engine failed (CLI exit status 5)
  | 'out-of-memory'
  | 'context-full'
  | 'load-failed'
  | 'decode-failed'
  | 'state-failed'
  | 'cannot-observe'
  | 'cannot-leave-out'
  | 'cannot-force'
  | 'busy'
  | 'closed'
  | 'bad-argument'
  | 'trace-damaged'
  | 'trace-write-failed'
  | 'write-failed'
  | 'endpoint-failed'
  | 'impossible-rows'
  // asked for
  | 'cancelled'

const MODEL_CODES = new Set<EngineErrorCode>([
  'model-not-found',
  'not-gguf',
  'truncated-model',
  'damaged-model',
  'other-gguf-version',
  'other-byte-order',
  'unknown-tensor-type',
  'missing-shard',
  'wrong-shard',
  'wrong-architecture',
  'no-indexer',
  'missing-tensor',
  'wrong-shape',
  'unusable-tokenizer',
  'no-chat-template',
  'model-refused',
  'wrong-libraries',
])

/** A failure of the engine. `message` is one sentence for people: what is wrong and what to do. */
export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'EngineError'
  }

  /** True if another model file is what helps. */
  get isAboutTheModel(): boolean {
    return MODEL_CODES.has(this.code)
  }
}

/** Native errors carry `code`; anything else stays what it was. */
export function asEngineError(error: unknown): unknown {
  if (error instanceof EngineError || !(error instanceof Error)) return error
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^[a-z]+(-[a-z]+)*$/.test(code)
    ? new EngineError(code as EngineErrorCode, error.message, { cause: error })
    : error
}

/** True for what is thrown when the user stopped something. */
export const isCancelled = (error: unknown) => (error as { code?: unknown } | undefined)?.code === 'cancelled'
