import { createRequire } from 'node:module'
import type { Tokens } from '../shared/document/types'
import type { ComputedPart } from '../shared/ipc/answer_data'
import type { ChoiceUnit } from '../shared/ipc/layer_kinds'
import type { KeyType } from '../shared/ipc/plan_data'
import type { NativeCancelFlag } from './cancel_flag'
import { asEngineError, EngineError } from './errors'
import { installedFile } from './installed_file'
import { librariesFolder, loadLibraries } from './libraries'
import type { Trace } from './native_trace'

/** What the native addon (native/addon) exports. Its errors carry a `code` of EngineErrorCode. */

export interface ModelFile {
  name: string
  architecture: string
  chatTemplate: string
  /** As the file names it, such as "mit"; empty if it doesn't. */
  license: string
  /** Weights of all tensors. */
  parameters: number
  /** Those of DeepSeek's chat that the vocabulary holds (native/addon/engine/model_file.cpp lists them). */
  deepSeekTokens: string[]
  /** That the graph computes: without blocks that predict a further token. */
  layers: number
  heads: number
  /** Dims of a key and a value as attention computes them (absorbed MLA). */
  keyDim: number
  valueDim: number
  indexerHeads: number
  indexerDim: number
  contextLength: number
  /** Positions that enter attention per query and layer, of those that indexers choose. */
  topK: number
  /** What indexers choose: tokens, keys that stand for several tokens, blocks of positions; '' without indexers. */
  unit: ChoiceUnit | ''
  /** Tokens that one of them stands for. */
  unitTokens: number
  /** Layers with an indexer of their own, as far as the tensors tell. */
  indexLayers: Int32Array
  /** Numbers that the KV cache holds for a token and layer, with the indexer's. */
  cacheRow: number
  bytes: number
  /** All files, in order. */
  shards: string[]
  /** Layers whose indexers point at sources; empty if the file does not say. */
  retrievalLayers: Int32Array
  tensors?: { name: string; type: string; file: string; offset: number; bytes: number }[]
  /** With `tensors`: all numbers that the architecture's metadata names, such as expert_count; false and true are 0 and 1. */
  numbers?: Record<string, number>
  /** With `tensors`: how many tokens there are. */
  vocabulary?: number
}

/** What llama.cpp holds in one kind of buffer, by its own account. */
export interface MemoryUse {
  buffer: string
  device: string
  weights: number
  cache: number
  compute: number
}

export interface LoadOptions {
  /** Layers on the GPU, from the last, of which the output is one; negative: all. */
  gpuLayers: number
  topK: number
  dense?: boolean
  /** Layers whose experts stay in main memory all the same, from the first. */
  cpuExperts?: number
  /** False: weights of main memory are copied, not read from the file as they are needed. */
  mapped?: boolean
  /** False: those that would be packed anew for the processor, and be copies, stay in the file's layout. */
  packed?: boolean
  /** How many of these layers each GPU takes; by their free memory if left out. */
  split?: number[]
  /** Machines that compute layers (HOST:PORT), which count as GPUs before those here; `loadRpc` comes first. */
  servers?: string[]
}

export interface ContextOptions {
  length: number
  threads: number
  /** Type of the KV cache. */
  keys?: KeyType
  /** Layers whose attention mass is read, of a model without indexers. */
  massLayers?: Int32Array
}

export interface Device {
  name: string
  description: string
  kind: 'cpu' | 'gpu' | 'accelerator'
  freeBytes: number
  totalBytes: number
}

export interface NativeModel {
  /** `addsBeginToken`: every text must begin with it. */
  info(): ModelFile & { vocabulary: number; beginToken: string; addsBeginToken: boolean; endToken: string }
  /** Exact byte offsets; control tokens such as <|im_end|> are recognized only if `special`. */
  tokenize(text: string, special: boolean): Promise<Tokens>
  /** One token's bytes: maybe a part of a character. */
  piece(token: number, special: boolean): Uint8Array
  endsAnswer(token: number): boolean
  /** What computed indexers and attention in its contexts since the last call; devices as backends call themselves. */
  takeComputed(): ComputedPart[]
  close(): void
}

export interface SamplerOptions {
  /** 0 (the default): greedy. */
  temperature?: number
  topP?: number
  seed?: number
  repeatPenalty?: number
}

/** What tokens are while they are evaluated, and so what is kept of their rows (native/addon/recorder/recorder.h). */
export type Watch = 'off' | 'document' | 'question' | 'answer'

/** A scoring node: tokens at [position, position + count), and the numbers of its sources, dims fastest first. */
export interface CapturedNode {
  name: string
  op: string
  position: number
  count: number
  sources: { dims: Int32Array; values: Float32Array }[]
}

export interface CapturedUbatch {
  layer: number
  position: number
  count: number
  q: Float32Array
  k: Float32Array
  w: Float32Array
}

/**
 * What attention did for one token on one layer: probabilities as a mean over the layer's heads. `attended` belongs to
 * `positions`, which entered attention; `dense` to `visible`, all positions that the token could see: what attention would
 * be if all of them had entered. Both sum to 1.
 */
export interface ObservedRow {
  layer: number
  position: number
  /** The share of dense attention's mass that lies on the positions that entered. */
  kept: number
  positions: Int32Array
  attended: Float32Array
  visible: Int32Array
  dense: Float32Array
}

export interface SampledToken {
  token: number
  /** Under the model's own distribution, before temperature and penalties. */
  logProbability: number
  /** It ends the answer. */
  end: boolean
}

/** One sequence with its KV cache; one job at a time. */
export interface NativeContext {
  evaluate(
    tokens: Int32Array,
    watch: Watch,
    onProgress?: (done: number, total: number) => void,
    cancel?: NativeCancelFlag,
  ): Promise<void>
  /** Evaluates the last token before an answer token and samples that one. */
  step(token: number, cancel?: NativeCancelFlag): Promise<SampledToken>
  /**
   * As a step for tokens[0] and for each of the others, a draft, as long as it is what was sampled: the same tokens and
   * rows in less time. What was sampled, at least one; one that ends the answer is the last.
   */
  stepThrough(tokens: Int32Array, cancel?: NativeCancelFlag): Promise<SampledToken[]>
  /** `sentences`: token positions [begin, end) in pairs, ascending and disjoint. Every `stride`-th row is read. */
  beginDocument(sentences: Int32Array, stride: number): void
  beginAnswer(promptLength: number, sampler: SamplerOptions): void
  /** The trace that grows with the answer; undefined outside of one. */
  answerTrace(): Trace | undefined
  /** The trace of all answer tokens, or of the first `tokens`. */
  endAnswer(tokens?: number): Trace | undefined
  /** Drops all positions from `length` on. What a model's cache can't be cut at is read again with the next tokens. */
  trim(length: number): void
  /** Drops positions [begin, end) out of the middle. Throws 'cannot-leave-out' where the model can't do without. */
  drop(begin: number, end: number): void
  save(path: string): Promise<void>
  load(path: string): Promise<void>
  length(): number
  capacity(): number
  tokens(): Int32Array
  /**
   * Evaluates all but the last token; log-probabilities of tokens[from..] after those before them. With `distributions`
   * also those of the whole vocabulary, (tokens, vocabulary).
   */
  score(
    tokens: Int32Array,
    from: number,
    watch: Watch,
    distributions: boolean,
    cancel?: NativeCancelFlag,
  ): Promise<{ logProbabilities: Float32Array; distributions: Float32Array }>
  /**
   * From now on positions in `without` (pairs) can't be seen; what is evaluated from here on is forgotten by endBranch,
   * and the cache is as it was. If `without` reaches the cache's end, its last token is read anew, without the others.
   */
  beginBranch(without: Int32Array, cancel?: NativeCancelFlag): Promise<void>
  endBranch(): void
  /** Positions (pairs) that enter attention from now on whatever their scores are; none: no more. Throws 'cannot-force'. */
  force(ranges: Int32Array): void
  /** Fills the cache with copies of what it holds. */
  fill(length: number): Promise<void>
  /**
   * What each indexer head scores in a layer, of the next evaluation's last token: taken after it. Where key heads choose
   * for themselves: what each of them chose, 1 or 0.
   */
  showHeads(layer: number): void
  /** `values`: (heads, positions). 0 heads where the backend doesn't show them. */
  takeHeads(): { heads: number; areChoices: boolean; values: Float32Array }
  /** All index scores in a layer, of the next evaluation's last token: taken after it. */
  showScores(layer: number): void
  /** By position; -Infinity where nothing can be seen. Empty if nothing was evaluated. */
  takeScores(): Float32Array
  /** Of the last evaluated token. */
  logits(): Float32Array
  /** What the context and its model hold. */
  memory(): MemoryUse[]
  /** Keeps what the scoring nodes of any family are given, from now on (tests). */
  captureNodes(on: boolean): void
  takeNodes(): CapturedNode[]
  capture(on: boolean): void
  takeCapture(): CapturedUbatch[]
  /**
   * Attention weights of the tokens at positions [begin, end) are read while they are evaluated, watched or not; an empty
   * range stops it. Off at first: it computes attention anew, over all that is visible. Throws 'cannot-observe' (so may
   * the evaluation) where the CPU doesn't compute attention, or without ggml-dsa. A row takes 8 bytes per visible
   * position and layer until it is taken: observe few rows at a time.
   */
  observe(begin: number, end: number): void
  /** Rows observed since the last call, by position and layer. */
  takeObserved(): ObservedRow[]
  close(): Promise<void>
}

/** Rows of another engine: `sentences` as token positions [begin, end) in pairs; the text that was read ends at `textEnd`. */
export interface CountedShape {
  topK: number
  layers: number
  promptLength: number
  textEnd: number
  sentences: Int32Array
}

/** A trace made of positions alone (native/addon/trace/counted_trace.h). */
export interface NativeCountedTrace {
  /** The next query's rows, from position 0 on: layers * topK positions, -1 where none is. Throws 'impossible-rows'. */
  add(positions: Int32Array): void
  /** The trace of the answer's first tokens, and how many rows were never filled. Takes no more rows. */
  finish(tokens: number): { trace: Trace; missing: number }
}

export interface NativeAddon {
  /** `sparse`: ggml-dsa's file, or '' to leave sparse attention to llama.cpp. */
  loadBackends(folder: string, sparse: string): void
  /**
   * llama.cpp's RPC, from its file. Losing a server, or waiting for one for longer than `patience` seconds, ends the
   * process from then on with a sentence on stderr.
   */
  loadRpc(library: string, lostStatus: number, patience: number): void
  /** A line that is said before that sentence. */
  sayIfLost(line: string): void
  devices(): Device[]
  cpuFeatures(): string
  /** The model as `deepseek2`, without indexers, in the new file `into`: what dense attention costs. */
  writeDenseTwin(path: string, into: string, cancel?: NativeCancelFlag): Promise<void>
  inspectModel(path: string, withTensors?: boolean): Promise<ModelFile>
  /** What a model and a context would hold: llama.cpp plans its buffers and allocates none. */
  simulateMemory(path: string, model: LoadOptions, context: ContextOptions): Promise<MemoryUse[]>
  CancelFlag: new () => NativeCancelFlag
  Model: {
    load(
      path: string,
      options: LoadOptions,
      onProgress?: (done: number) => void,
      cancel?: NativeCancelFlag,
    ): Promise<NativeModel>
  }
  Context: { create(model: NativeModel, options: ContextOptions): Promise<NativeContext> }
  Trace: { open(path: string): Promise<Trace> }
  CountedTrace: new (shape: CountedShape) => NativeCountedTrace
}

let loaded: NativeAddon | undefined

/** The addon with its llama.cpp, loaded at the first call; `gpu` chooses the libraries then, and only then. */
export function native(gpu = false): NativeAddon {
  if (loaded) return loaded
  const folder = librariesFolder(gpu)
  try {
    loadLibraries(folder)
    const addon = createRequire(import.meta.url)(built('sparselens.node')) as NativeAddon
    addon.loadBackends(folder, sparseAttention())
    loaded = addon
    return addon
  } catch (error) {
    const known = asEngineError(error)
    if (known instanceof EngineError) throw known
    throw new EngineError(
      'wrong-libraries',
      `The native engine could not be loaded (${(error as Error).message}); run "npm ci" and "npm run build".`,
      { cause: error },
    )
  }
}

/** Lets models lie on other machines. Throws EngineError. */
export function loadRpc(lostStatus: number, patience: number): void {
  try {
    native().loadRpc(built(process.platform === 'win32' ? 'libggml-rpc.dll' : 'libggml-rpc.so'), lostStatus, patience)
  } catch (error) {
    throw asEngineError(error)
  }
}

/** Runs native work that takes a cancel flag, tied to an AbortSignal; native failures become EngineErrors. */
export async function withCancel<T>(
  signal: AbortSignal | undefined,
  work: (cancel: NativeCancelFlag) => Promise<T>,
): Promise<T> {
  const flag = new (native().CancelFlag)()
  const cancel = () => flag.cancel()
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel)
  try {
    return await work(flag)
  } catch (error) {
    throw asEngineError(error)
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** ggml-dsa; SPARSELENS_DSA=off leaves all to llama.cpp, to compare with. */
function sparseAttention(): string {
  if (process.env.SPARSELENS_DSA === 'off') return ''
  return built(process.platform === 'win32' ? 'libggml-dsa.dll' : 'libggml-dsa.so')
}

function built(name: string): string {
  const path = installedFile('build', 'addon', 'Release', name)
  if (path) return path
  throw new EngineError('wrong-libraries', 'The native engine is not built yet; run "npm run build".')
}
