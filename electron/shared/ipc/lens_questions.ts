import { z } from 'zod'
import {
  AlwaysSchema,
  ByLayerSchema,
  MapSchema,
  NeverSchema,
  RowSchema,
  SpanSchema,
  SpanTotalsSchema,
  TraceKeySchema,
  UsesSchema,
  WithinSchema,
} from './lens_data'

const question = <A extends z.core.$ZodLooseShape, O extends z.ZodType>(asks: A, answer: O) => ({ asks, answer })
const layers = z.array(z.number().int())

/**
 * The questions of the lens to one trace: what each asks beside the trace, and its answer. This table makes the calls
 * `lens.<name>` (page -> main, which knows the trace's file) and `trace.<name>` (main -> engine); what answers them is
 * electron/trace/questions.ts. A new question is an entry in both, and nothing else.
 */
export const lensQuestions = {
  span: question({ span: SpanSchema }, SpanTotalsSchema),
  /** One answer token in one layer. */
  row: question({ token: z.number().int(), layer: z.number().int() }, RowSchema),
  /** All of the text and all positions unless said otherwise. */
  map: question(
    {
      span: SpanSchema,
      bins: z.number().int().min(1).max(4096),
      within: WithinSchema.optional(),
      leaveOut: AlwaysSchema.optional(),
    },
    MapSchema,
  ),
  /** `sentences`: indices in the trace's own sentences (Generation.units). */
  byLayer: question({ span: SpanSchema, sentences: z.array(z.number().int()).max(64) }, ByLayerSchema),
  never: question({ layers }, NeverSchema),
  /** `sentence`: index in the trace's own sentences (Generation.units). */
  uses: question({ sentence: z.number().int(), layers }, UsesSchema),
}

type Questions = typeof lensQuestions
export type LensQuestion = keyof Questions
export type QuestionInput<N extends LensQuestion> = z.infer<z.ZodObject<Questions[N]['asks']>>
export type QuestionAnswer<N extends LensQuestion> = z.infer<Questions[N]['answer']>

export const questionNames = Object.keys(lensQuestions) as LensQuestion[]

type QuestionCalls<Prefix extends string, Of extends z.core.$ZodLooseShape> = {
  [N in LensQuestion as `${Prefix}.${N}`]: {
    input: z.ZodObject<Of & Questions[N]['asks']>
    output: Questions[N]['answer']
  }
}

/** All questions as calls. `of`: how the trace is named. */
function callsOf<Prefix extends string, Of extends z.core.$ZodLooseShape>(prefix: Prefix, of: Of) {
  const calls = questionNames.map((name) => {
    const { asks, answer } = lensQuestions[name]
    return [`${prefix}.${name}`, { input: z.object({ ...of, ...asks }), output: answer }]
  })
  return Object.fromEntries(calls) as QuestionCalls<Prefix, Of>
}

export const lensCalls = callsOf('lens', { trace: TraceKeySchema })
export const traceCalls = callsOf('trace', { file: z.string() })
