import type { Trace } from '../engine/native_trace'
import type { Generation } from '../shared/ipc/answer_data'

/** A document sentence that an answer's sentence came from. */
export interface EvidenceItem {
  /** Index of the sentence in the document. */
  sentence: number
  /** 1-based physical page where it begins. */
  page: number
  /** Exactly one document sentence, white space collapsed. */
  text: string
  /** Evidence: the sum of log lifts over the retrieval layers. */
  score: number
  /** How often its tokens were selected on retrieval layers by the answer sentence's tokens. */
  count: number
  /** 2 where the evidence was composed through a part's summary. */
  steps?: 2
}

export type Support = 'supported' | 'weak' | 'none'

export interface AnswerSentence {
  text: string
  /** Answer tokens [from, to). */
  from: number
  to: number
  support: Support
  /** Best first. */
  evidence: EvidenceItem[]
}

/** Why an answer ended; only who asks for it (`keepCancelled`) gets a cancelled one. */
export type Stopped = 'end' | 'length' | 'cancelled'

export interface Answer {
  text: string
  tokens: number
  stopped: Stopped
  sentences: AnswerSentence[]
  /** Mean log-probability of its tokens. */
  logProbability: number
}

export interface ReadPart {
  /** Document tokens [from, to). */
  from: number
  to: number
  /** Pages of its first and last token. */
  firstPage: number
  lastPage: number
}

export interface DocumentInfo {
  file: string
  pages: number
  /** Tokens of the document, without the template. */
  tokens: number
  sentences: number
  /** Share of the document's tokens that the model evaluated, 0..1. */
  coverage: number
  /** Pages that show something but hold no text. */
  imagePages: number[]
  parts: ReadPart[]
}

export interface ModelInfo {
  name: string
  architecture: string
  layers: number
  topK: number
  /** Device and instruction sets, such as "CPU (AVX512, VNNI)". */
  backend: string
  /** Types of its weights by their share of the bytes. */
  quantization?: string
  /** Empty while it isn't known: it is computed while nothing else is (models/background_hash.ts). */
  sha256: string
  builtIn: boolean
  /** Layers whose indexers point at sources; `calibrated` is false while all layers stand in for them. */
  retrievalLayers: number[]
  calibrated: boolean
}

export interface Timings {
  prefillTokensPerSecond: number
  decodeTokensPerSecond: number
  /** Tokens that went through the model for this request (kept KV cache not counted). */
  evaluatedTokens: number
  seconds: number
}

/** A position of a part's context. */
export interface PartToken {
  id: number
  text: string
  /** 1-based; null outside the document. */
  page: number | null
  /** Index of the document's sentence; null outside the document. */
  sentence: number | null
}

/** The trace of one generation, with its context's tokens: prompt first, then the answer's. */
export interface TracedPart {
  title: string
  trace: Trace
  tokens: PartToken[]
}

export interface RequestResult {
  kind: 'summary' | 'question'
  question?: string
  document: DocumentInfo
  model: ModelInfo
  answer: Answer
  /** Answers of the other parts of a long document, best first. */
  others: { pages: [number, number]; answer: Answer }[]
  timings: Timings
  traced: TracedPart[]
  /** All that was generated for it, in order of time; traces and events number them so. */
  generations: Generation[]
  /** Which of them is the answer, and which others answer a question of other parts, best first. */
  main: number
  ranking: number[]
}

export type Progress =
  | { stage: 'load'; done: number }
  /** Once for every model file that doesn't name its retrieval layers. */
  | { stage: 'calibrate'; done: number; total: number }
  /** A kept KV cache is loaded instead of reading its text. */
  | { stage: 'restore' }
  | {
      stage: 'prefill'
      /** Document tokens evaluated for this request, of all that it needs. */
      done: number
      total: number
      page: number
      pages: number
      tokensPerSecond: number
      secondsLeft: number
    }
  | {
      stage: 'answer'
      part: number
      parts: number
      /** True while part summaries are merged: then `part` counts merges. */
      merging: boolean
      token: string
      tokens: number
      tokensPerSecond: number
    }

/** What a trace's file says of its positions (electron/trace/meta.ts). */
export interface TraceMeta {
  kind: Generation['kind']
  title: string
  model: string
  /** The text that was read is at positions [textStart, textEnd). */
  textStart: number
  textEnd: number
}

export interface RequestOptions {
  maxTokens?: number
  seed?: number
  temperature?: number
  topP?: number
  onProgress?: (progress: Progress) => void
  /** A sentence is complete. `generation` is an index in RequestResult.generations. */
  onSentence?: (sentence: AnswerSentence, generation: number) => void
  /**
   * A sentence's rows are in the trace, and at the end all of them. The trace may be saved while it grows; `about` is
   * what its file should say of it (Trace.save), `soFar` the generation as it is with the sentences that were told.
   */
  onTrace?: (trace: Trace, generation: number, about: TraceMeta, soFar: Generation) => void
  signal?: AbortSignal
  /** Being cancelled after the first answer token gives a result with what was said, instead of throwing. */
  keepCancelled?: boolean
}
