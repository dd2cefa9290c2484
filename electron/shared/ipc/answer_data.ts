import { z } from 'zod'
import { DocumentNoteSchema, MemberSchema, ReadAsSchema } from './document_data'
import { LayersSchema, MeasureSchema, ModelLimitSchema } from './layer_kinds'
import { RemoteSchema } from './remote_data'

/** Requests, answers and their traces when they cross between processes. */

const index = z.number().int().nonnegative()
const page = z.number().int().positive()

export const QuestionSchema = z.string().trim().min(1).max(4000)

/** A question that was asked before in the same conversation, with its answer. */
export const TurnSchema = z.object({ question: QuestionSchema, answer: z.string().max(20_000) })
export type Turn = z.infer<typeof TurnSchema>

/** The model thinks before it answers, where it can. */
const think = z.literal(true).optional()

export const RequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('summary'),
    think,
    sentences: z.number().int().min(1).max(10).optional(),
    focus: z.string().max(400).optional(),
  }),
  z.object({
    kind: z.literal('question'),
    question: QuestionSchema,
    think,
    /** 1: answered from the whole document at once. Else the first look finds excerpts, the second answers from them. */
    looks: z.literal([1, 2]).optional(),
    /** What the second look reads instead of what the first would find: indices of the document's sentences. */
    excerpts: z.array(index).min(1).max(64).optional(),
    /** What the question follows up on, in the order of time. */
    history: z.array(TurnSchema).max(64).optional(),
  }),
])

export type AnswerRequest = z.infer<typeof RequestSchema>

/** A document sentence that was found: by a look, as a key passage. */
export const PassageSchema = z.object({
  /** Index of the sentence in the document. */
  sentence: index,
  /** 1-based physical page where it begins. */
  page,
  /** Exactly one document sentence, white space collapsed. */
  text: z.string(),
  /** Of a look: the sum of log lifts over the retrieval layers; of its best, and the nats that they explain. */
  score: z.number(),
  /** Of the best of a look: the share of the question's surprise, -log P, that the passage read alone takes away. */
  explains: z.number().max(1).optional(),
  /** Characters [start, end) of `text` that are words of which text recognition is not sure. */
  uncertain: z.array(z.object({ start: index, end: index })).optional(),
})
export type Passage = z.infer<typeof PassageSchema>

/** A document sentence that an answer's sentence came from; `score` is its evidence. */
export const EvidenceItemSchema = PassageSchema.extend({
  /** How often its tokens were selected on retrieval layers by the answer sentence's tokens. */
  count: z.number().int().positive(),
  /** 2 where the evidence was composed through a part's summary. */
  steps: z.literal(2).optional(),
})
export type EvidenceItem = z.infer<typeof EvidenceItemSchema>

/** What the best evidence says of an answer's sentence (electron/shared/support.ts); unknown where it can't be told. */
export const SupportSchema = z.enum(['supported', 'weak', 'none', 'unknown'])
export type Support = z.infer<typeof SupportSchema>

/** An earlier turn of the conversation as a source of an answer's sentence. */
export const LeanSchema = z.object({
  /** Which question of the request's history it is, from 1. */
  turn: z.number().int().positive(),
  /** Question and answer as they were read. */
  text: z.string(),
  /** Its evidence, on the scale of the document's sentences. */
  score: z.number(),
  /** As of EvidenceItem. */
  count: z.number().int().positive(),
})
export type Lean = z.infer<typeof LeanSchema>

export const AnswerSentenceSchema = z.object({
  text: z.string(),
  /** Answer tokens [from, to). */
  from: index,
  to: index,
  support: SupportSchema,
  /** Best first. */
  evidence: z.array(EvidenceItemSchema),
  /** Earlier turns that it came from, best first; of an answer in two looks that follows up on something. */
  leans: z.array(LeanSchema).optional(),
  /** Its numbers, dates, amounts and names that stand nowhere in the document, as they are written here. */
  unfound: z.array(z.string()).optional(),
})
export type AnswerSentence = z.infer<typeof AnswerSentenceSchema>

/** Why an answer ended; only who asks for it (RequestOptions.keepCancelled) gets a cancelled one. */
export const StoppedSchema = z.enum(['end', 'length', 'cancelled'])
export type Stopped = z.infer<typeof StoppedSchema>

/** What a model thought before its answer: shown apart, and never taken for a part of the answer. */
export const ThinkingSchema = z.object({
  /** Without the marks around it. */
  text: z.string(),
  /** The first of the answer's tokens, marks and all. */
  tokens: index,
  /** Characters (UTF-16, of `text`) where each of them begins; one more for the end. */
  tokenStarts: z.array(index),
  /** False where the model came to no end, so that there is no answer. */
  isClosed: z.boolean(),
})
export type Thinking = z.infer<typeof ThinkingSchema>

export const AnswerSchema = z.object({
  text: z.string(),
  /** With those of the thinking before it; rows of the trace are as many. */
  tokens: index,
  thinking: ThinkingSchema.optional(),
  stopped: StoppedSchema,
  sentences: z.array(AnswerSentenceSchema),
  /** Mean log-probability of its tokens, without the thinking's. */
  logProbability: z.number(),
})
export type Answer = z.infer<typeof AnswerSchema>

/** What tells a model's files from others; of a large model the samples, and all bytes only once somebody asked for that. */
export const FilesHashSchema = z.object({
  /** Of all bytes of all files. Empty until it is known (electron/models/background_hash.ts). */
  sha256: z.string(),
  /** Of header, sizes and sampled blocks (electron/models/sampled_hash.ts): large models only. */
  sampledSha256: z.string().optional(),
})
export type FilesHash = z.infer<typeof FilesHashSchema>

/** Nodes of llama.cpp's graphs that one backend computed while an answer was made, as its scheduler placed them. */
export const ComputedPartSchema = z.object({
  what: z.enum(['indexer', 'attention']),
  /** reading: of several tokens at once. writing: of one after the other. */
  when: z.enum(['reading', 'writing']),
  /** Such as "CPU (ggml-dsa)", "CPU (llama.cpp)", "CUDA0". */
  device: z.string(),
  /**
   * Of attention. sparse: only what was chosen was computed. masked: all of it, and what wasn't chosen left out by a
   * mask. whole: nothing was left out, as on layers that don't choose, or with fewer tokens than are chosen.
   */
  way: z.enum(['sparse', 'masked', 'whole']).optional(),
  nodes: index,
})
export type ComputedPart = z.infer<typeof ComputedPartSchema>

export const ModelInfoSchema = z.object({
  name: z.string(),
  architecture: z.string(),
  layers: index,
  topK: index,
  /** Layers with an indexer of their own, where not all have one. */
  indexLayers: z.array(index).optional(),
  /** Each of its key heads chooses for itself: rows hold what any of them chose. */
  headsChoose: z.literal(true).optional(),
  /** What evidence is computed from; index mass if it isn't said. */
  measure: MeasureSchema.optional(),
  /** What can't be done with this model, and why. */
  limits: z.array(ModelLimitSchema).optional(),
  /** Device and instruction sets, such as "CPU (AVX512, VNNI)". */
  backend: z.string(),
  /** Machines that computed layers of it, by llama.cpp's RPC: HOST:PORT. */
  servers: z.array(z.string()).optional(),
  /** Types of its weights by their share of the bytes, such as "Q4_1 82%, Q5_1 18%". */
  quantization: z.string().optional(),
  ...FilesHashSchema.shape,
  builtIn: z.boolean(),
  /** Layers whose indexers point at sources; `calibrated` is false while all layers stand in for them. */
  retrievalLayers: z.array(index),
  calibrated: z.boolean(),
})
export type ModelInfo = z.infer<typeof ModelInfoSchema>

/** Document tokens [from, to) that are read at once, with the pages of the first and the last. */
const ReadPartSchema = z.object({ from: index, to: index, firstPage: page, lastPage: page })

export const DocumentInfoSchema = z.object({
  file: z.string(),
  pages: index,
  /** Tokens of the document, without the template. */
  tokens: index,
  sentences: index,
  /** Share of the document's tokens that the model evaluated, 0..1. */
  coverage: z.number().min(0).max(1),
  /** Pages that show something but hold no text. */
  imagePages: z.array(page),
  /** What was told of how it was read; older answers have none. */
  notes: z.array(DocumentNoteSchema).optional(),
  readAs: ReadAsSchema.optional(),
  /** Of a collection: the documents in it. */
  members: z.array(MemberSchema).optional(),
  parts: z.array(ReadPartSchema),
})
export type DocumentInfo = z.infer<typeof DocumentInfoSchema>

export const TimingsSchema = z.object({
  prefillTokensPerSecond: z.number(),
  decodeTokensPerSecond: z.number(),
  /** Tokens that went through the model for this request (kept KV cache not counted). */
  evaluatedTokens: index,
  seconds: z.number(),
})
export type Timings = z.infer<typeof TimingsSchema>

/**
 * Query-key pairs of all layers and of every position that an answer rests on (its part of the document, the question,
 * the answer), whether evaluated for it or taken from the kept KV cache. Exact and independent of the machine.
 */
export const PairsSchema = z.object({
  /** Pairs that entered attention: sum over layers and queries of min(topK, position + 1). */
  attended: index,
  /** What dense attention would have needed: sum of position + 1. */
  dense: index,
  /** Pairs that the lightning indexer scored: as many as `dense`, each far cheaper. */
  indexer: index,
})
export type Pairs = z.infer<typeof PairsSchema>

export const GENERATION_KINDS = ['part', 'merge', 'prompt', 'look', 'excerpts'] as const

/**
 * One generated text with its trace: what one part of the document said, or a merge of part summaries. Positions of the
 * trace are: template and instruction [0, textStart), the text that was read [textStart, textEnd), the question
 * [textEnd, promptLength), the answer. What the question follows up on is part of the text of a second look, and else
 * stands before the question.
 *
 * A first look at a part is one, too: its "answer" is the question itself, and a row is the question token's own, whose
 * query stands at promptLength - 1 + token. The second look is of kind `excerpts`.
 */
export const GenerationSchema = z.object({
  /** `prompt`: a raw prompt of an experiment, without a document. */
  kind: z.enum(GENERATION_KINDS),
  /** Such as "pages 1-4". */
  title: z.string(),
  /** Document tokens [from, to) that were read; absent for a merge and for excerpts. */
  part: ReadPartSchema.optional(),
  /** Excerpts: document tokens [from, to) that were read at position `at` of the context and on. */
  pieces: z.array(z.object({ from: index, to: index, at: index })).optional(),
  /**
   * The trace's sentences, in its order, after `turns`: for a part or excerpts, the index of each in the document's units
   * (Alignment.sentences; electron/shared/trace_sentences.ts); for a merge or a prompt, the texts that were read, and for
   * a merge which generation's sentence each is.
   */
  units: z.array(index),
  read: z.array(z.object({ text: z.string(), generation: index, sentence: index })).optional(),
  /** Earlier turns of the conversation that were read with excerpts: the trace's sentences before those of `units`. */
  turns: z.array(LeanSchema.pick({ turn: true, text: true })).optional(),
  answer: AnswerSchema,
  /** Characters (UTF-16, of answer.text) where each answer token begins; one more for the end. Of thinking: 0. */
  tokenStarts: z.array(index),
  textStart: index,
  textEnd: index,
  promptLength: index,
  topK: index,
  layers: index,
  /** What they do, where not all choose tokens for themselves. */
  layerKinds: LayersSchema.optional(),
  pairs: PairsSchema,
  /**
   * Ids and texts of the context's tokens that aren't the document's, in order of position: of a part template, question
   * and answer, of a merge all. The document's own are in tokens.bin.
   */
  otherTokens: z.array(z.tuple([z.number().int(), z.string()])).optional(),
})
export type Generation = z.infer<typeof GenerationSchema>

/** What an answer is once it ended; a cancelled one has what it got to. */
export const AnswerResultSchema = z.object({
  document: DocumentInfoSchema,
  model: ModelInfoSchema,
  /** Not known of one that the app or the engine ended under. */
  timings: TimingsSchema.optional(),
  generations: z.array(GenerationSchema).min(1),
  /** Which generation is the answer; the others are those of the other parts. */
  main: index,
  /** Others, best first, for a question asked of several parts. */
  ranking: z.array(index),
  /** What was read again by the second look, in the document's order; none where the answer was given at first sight. */
  excerpts: z.array(PassageSchema).optional(),
  /** What the first look found, best first: also what it left out of the excerpts. */
  nearest: z.array(PassageSchema).optional(),
  /** False where the document doesn't seem to say what was asked. */
  found: z.boolean().optional(),
  /** Turns of the conversation that were read with the question, from 1. */
  follows: z.array(z.number().int().positive()).optional(),
  /** How many of the conversation's earliest turns no longer fitted and were left out. */
  forgotten: index.optional(),
  /** Of a summary: the document's own sentences that tell most of it, in its order. */
  keyPassages: z.array(PassageSchema).optional(),
  /** What computed it; older answers don't say. */
  computed: z.array(ComputedPartSchema).optional(),
  /** Of a model on another machine. */
  remote: RemoteSchema.optional(),
  seed: z.number().int().optional(),
  /** Version of the SparseLens that answered. */
  version: z.string().optional(),
})
export type AnswerResult = z.infer<typeof AnswerResultSchema>

/**
 * queued: waits for its turn. reading, answering: at work. done. cancelled: the user stopped it. failed: see `problem`.
 * interrupted: the app or the engine ended under it; what had been produced is kept.
 */
export const AnswerStateSchema = z.enum([
  'queued',
  'reading',
  'answering',
  'done',
  'cancelled',
  'failed',
  'interrupted',
])

/** Longest note on a sentence. */
export const MOST_NOTE = 2000

/** What a reader says of a sentence of an answer. */
export const ReviewSchema = z.object({
  /** Index in the answer's sentences. */
  sentence: index,
  /** It was compared with its source and is right. */
  verified: z.boolean(),
  note: z.string().max(MOST_NOTE),
  /** Milliseconds since 1970. */
  at: z.number(),
})
export type Review = z.infer<typeof ReviewSchema>

export const AnswerEntrySchema = z.object({
  id: z.uuid(),
  document: z.uuid(),
  request: RequestSchema,
  state: AnswerStateSchema,
  createdAt: z.number(),
  /** It waits, and nobody asked for it by name: what people ask goes before it. */
  automatic: z.literal(true).optional(),
  /**
   * As far as it was written. Of a long document each part has a text of its own, and so has each merge: while they are
   * written, text and sentences are those of the one at work. One that ended early keeps all of them, with empty lines
   * between the texts.
   */
  text: z.string(),
  /** Finished sentences with their evidence, also while the rest is still being written. */
  sentences: z.array(AnswerSentenceSchema),
  problem: z.string().optional(),
  result: AnswerResultSchema.optional(),
  /** Sentences that the reader ticked or noted something on, in their order. */
  reviews: z.array(ReviewSchema).optional(),
})
export type AnswerEntry = z.infer<typeof AnswerEntrySchema>

export const ProgressSchema = z.discriminatedUnion('stage', [
  /** `done`: 0..1 of all `bytes`. */
  z.object({ stage: z.literal('load'), done: z.number(), bytes: z.number().optional() }),
  /** Once for every model file that doesn't name its retrieval layers. */
  z.object({ stage: z.literal('calibrate'), done: z.number(), total: z.number() }),
  /** A kept KV cache is loaded instead of reading its text. */
  z.object({ stage: z.literal('restore') }),
  z.object({
    stage: z.literal('prefill'),
    /** Document tokens evaluated for this request, of all that it needs. */
    done: index,
    total: index,
    page,
    pages: index,
    tokensPerSecond: z.number(),
    /** Infinity until it can be told. */
    secondsLeft: z.number().or(z.literal(Number.POSITIVE_INFINITY)),
  }),
  /** A server was sent so many tokens, or first of all the text to be tokenized (0), and nothing came back yet. */
  z.object({ stage: z.literal('wait'), host: z.string(), tokens: index }),
  /** The question is asked of what a part's indexers select. */
  z.object({ stage: z.literal('look'), part: index, parts: index }),
  /** The best passages of it are read alone: how probable does each make the question? */
  z.object({ stage: z.literal('weigh'), passage: index, passages: index }),
  z.object({
    stage: z.literal('answer'),
    part: index,
    parts: index,
    /** True while part summaries are merged: then `part` counts merges. */
    merging: z.boolean(),
    /** What the last token adds to the answer's text. */
    token: z.string(),
    tokens: index,
    tokensPerSecond: z.number(),
    /** No answer yet: what is written is thinking. */
    isThinking: z.literal(true).optional(),
  }),
])
export type Progress = z.infer<typeof ProgressSchema>
