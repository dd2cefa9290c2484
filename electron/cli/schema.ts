import { z } from 'zod'
import { NOTE_KINDS } from '../shared/document/types'
import { ComputedPartSchema } from '../shared/ipc/answer_data'
import { MeasureSchema, ModelLimitSchema } from '../shared/ipc/layer_kinds'
import { RemoteSchema, ServersSchema } from '../shared/ipc/remote_data'

/** What `--json` prints: one such object per request, a line each. Other programs rely on it. */

const count = z.number().int().nonnegative()
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const rate = z.number().nonnegative()

/** Of several files asked one after the other: the one that a line is about. */
const Source = z.strictObject({
  /** As it was named, or found in a folder. */
  path: z.string().min(1),
  /** Null where it can't be read. */
  sha256: Sha256.nullable(),
})

const Passage = z.strictObject({
  /** Of documents asked together: which one. */
  file: z.string().optional(),
  /** 1-based physical page where the sentence begins; 1 for text files. */
  page: z.number().int().positive(),
  /** Exactly one document sentence, white space collapsed. */
  text: z.string().min(1),
  score: z.number(),
  /** Characters [start, end) of `text` that are words of which text recognition is not sure. */
  uncertain: z.array(z.strictObject({ start: count, end: count })).optional(),
})

const Evidence = z.strictObject({
  ...Passage.shape,
  /** How often its tokens were selected on retrieval layers by this answer sentence's tokens. */
  count: z.number().int().positive(),
  steps: z.literal(2).optional(),
})

const AnswerSentence = z.strictObject({
  text: z.string().min(1),
  /** unknown: of a server that tells no scores. */
  support: z.enum(['supported', 'weak', 'none', 'unknown']),
  /** Best first. */
  evidence: z.array(Evidence),
  /** Of a follow-up: earlier questions of the conversation that it came from, best first; `turn` counts from 1. */
  leans: z
    .array(z.strictObject({ turn: z.number().int().positive(), text: z.string().min(1), score: z.number() }))
    .optional(),
  /** Numbers, dates, amounts and names of it that stand nowhere in the document. */
  unfound: z.array(z.string()),
})

const ResultFields = z.strictObject({
  source: Source.optional(),
  document: z.strictObject({
    file: z.string(),
    /** Of documents asked together: all of them. */
    files: z.array(z.strictObject({ file: z.string(), pages: count })).optional(),
    pages: count,
    /** Without the template. */
    tokens: count,
    sentences: count,
    /** Share of the document's tokens that the model evaluated. */
    coverage: z.number().min(0).max(1),
    /** What must be told of how it was read: what was left out, what was marked. */
    notes: z.array(
      z.strictObject({
        file: z.string().optional(),
        /** 1-based; 1 for what is said of the whole file. */
        page: z.number().int().positive(),
        kind: z.enum(NOTE_KINDS),
        text: z.string(),
      }),
    ),
  }),
  model: z.strictObject({
    name: z.string(),
    architecture: z.string(),
    layers: count,
    topK: count,
    backend: z.string(),
    /** Machines that computed layers of it (--rpc): HOST:PORT. */
    servers: ServersSchema.optional(),
    /** What evidence is computed from; index mass if it isn't said. */
    evidence: MeasureSchema.optional(),
    /** What can't be done with this model, each with its reason. */
    limits: z.array(ModelLimitSchema).optional(),
    /** Of all bytes of all its files; null for files of more than 1 GiB unless it was computed (--model-hash). */
    sha256: Sha256.nullable(),
    /** Of large files: of header, sizes and sampled blocks (electron/models/sampled_hash.ts). */
    sampledSha256: Sha256.optional(),
  }),
  /** Of a model on another machine: where the text went, and how much of it. */
  remote: RemoteSchema.optional(),
  answer: z.strictObject({
    text: z.string(),
    /** With those of the thinking before it. */
    tokens: count,
    /** What the model thought before it answered, which is no part of `text`. */
    thinking: z
      .strictObject({
        text: z.string(),
        tokens: count,
        /** False where it came to no end: there is no answer then. */
        closed: z.boolean(),
      })
      .optional(),
    stopped: z.enum(['end', 'length']),
    sentences: z.array(AnswerSentence),
    /** Of a question: what was read again, in the document's order; empty if it was answered at first sight. */
    looks: z.array(z.strictObject({ excerpts: z.array(Passage) })).optional(),
    /** Of a question in two looks: false where the document doesn't seem to say it. */
    found: z.boolean().optional(),
    /** Of a follow-up: earlier questions that were read with it, and how many of the first ones no longer fitted. */
    follows: z.strictObject({ turns: z.array(z.number().int().positive()), forgotten: count }).optional(),
    /** Of a summary: the document's own sentences that tell most of it. */
    keyPassages: z.array(Passage).optional(),
  }),
  /** What computed indexers and attention for the requests of this run, as llama.cpp's scheduler placed their nodes. */
  computed: z.array(ComputedPartSchema.strict()),
  timings: z.strictObject({
    prefillTokensPerSecond: rate,
    decodeTokensPerSecond: rate,
    evaluatedTokens: count,
    seconds: rate,
  }),
})

/** The files of a model that is here are named by what tells them apart. */
export const ResultSchema = ResultFields.refine(
  ({ model: { sha256, sampledSha256 }, remote }) => remote ?? sha256 ?? sampledSha256,
  "The model's files are not named",
)

/** What `--find` prints with `--json`. */
export const FindSchema = z.strictObject({
  source: Source.optional(),
  find: z.strictObject({
    question: z.string(),
    /** Best first. */
    passages: z.array(Passage),
  }),
})

/** Of several files: one that could not be done. */
export const FailureSchema = z.strictObject({
  source: Source,
  error: z.strictObject({
    /** The exit status that the file alone would have ended with. */
    status: z.number().int().positive(),
    /** What is wrong and what to do. */
    message: z.string().min(1),
  }),
})

/** First line of a file that `--out` writes: what was asked of every file. Another run goes on with it if it asks the same. */
export const RunSchema = z.strictObject({
  run: z.strictObject({
    questions: z.array(z.string()),
    finds: z.array(z.string()),
    /** Other options of the command line that change what comes out. */
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    /** SparseLens's, that began it. */
    version: z.string(),
  }),
})
export type Run = z.infer<typeof RunSchema>['run']

const Placed = z.strictObject({ page: z.number().int().positive(), text: z.string().min(1) })

/** What `--compare` prints with `--json`: sentences that the other version doesn't have, word for word. */
export const ChangesSchema = z.strictObject({
  compare: z.strictObject({
    before: z.string(),
    after: z.string(),
    /** Sentences alike in half of their words. */
    changed: z.array(z.strictObject({ before: Placed, after: Placed })),
    added: z.array(Placed),
    removed: z.array(Placed),
  }),
})

export type JsonResult = z.infer<typeof ResultSchema>
