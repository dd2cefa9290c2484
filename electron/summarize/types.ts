import type { Trace } from '../engine/native_trace'
import type {
  Answer,
  AnswerResult,
  AnswerSentence,
  DocumentInfo,
  Generation,
  ModelInfo,
  Progress,
  Timings,
} from '../shared/ipc/answer_data'
import type { TraceMeta } from '../trace/meta'
import type { DocumentFacts } from './facts/unfound'

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
  /** How many of the answer's tokens, its first, are of the thinking before it. */
  thinking?: number
  /** The rows are of a question's words at a first look, not of an answer. */
  isLook?: true
}

export interface RequestResult
  extends Pick<
    AnswerResult,
    'excerpts' | 'nearest' | 'found' | 'follows' | 'forgotten' | 'keyPassages' | 'computed' | 'remote'
  > {
  kind: 'summary' | 'question'
  question?: string
  document: DocumentInfo
  model: ModelInfo
  answer: Answer
  /** Answers of the other parts of a long document, best first. */
  others: { pages: [number, number]; answer: Answer }[]
  timings: Timings
  /** Of a question the answer's first, then those of the other parts as they rank, or of the first looks. */
  traced: TracedPart[]
  /** All that was generated for it, in order of time; traces and events number them so. */
  generations: Generation[]
  /** Which of them is the answer, and which others answer a question of other parts, best first. */
  main: number
  ranking: number[]
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
  /** What the document says, to look up what an answer says. */
  facts?: DocumentFacts
  signal?: AbortSignal
  /** Being cancelled after the first answer token gives a result with what was said, instead of throwing. */
  keepCancelled?: boolean
}
