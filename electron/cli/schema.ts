import { z } from 'zod'

/** What `--json` prints: one such object per request, a line each. Other programs rely on it. */

const count = z.number().int().nonnegative()
const rate = z.number().nonnegative()

const Evidence = z.strictObject({
  /** 1-based physical page where the sentence begins; 1 for text files. */
  page: z.number().int().positive(),
  /** Exactly one document sentence, white space collapsed. */
  text: z.string().min(1),
  score: z.number(),
  /** How often its tokens were selected on retrieval layers by this answer sentence's tokens. */
  count: z.number().int().positive(),
  steps: z.literal(2).optional(),
})

const AnswerSentence = z.strictObject({
  text: z.string().min(1),
  support: z.enum(['supported', 'weak', 'none']),
  /** Best first. */
  evidence: z.array(Evidence),
})

export const ResultSchema = z.strictObject({
  document: z.strictObject({
    file: z.string(),
    pages: count,
    /** Without the template. */
    tokens: count,
    sentences: count,
    /** Share of the document's tokens that the model evaluated. */
    coverage: z.number().min(0).max(1),
  }),
  model: z.strictObject({
    name: z.string(),
    architecture: z.string(),
    layers: count,
    topK: count,
    backend: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  answer: z.strictObject({
    text: z.string(),
    tokens: count,
    stopped: z.enum(['end', 'length']),
    sentences: z.array(AnswerSentence),
  }),
  timings: z.strictObject({
    prefillTokensPerSecond: rate,
    decodeTokensPerSecond: rate,
    evaluatedTokens: count,
    seconds: rate,
  }),
})

export type JsonResult = z.infer<typeof ResultSchema>
