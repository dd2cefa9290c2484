import { z } from 'zod'
import { GENERATION_KINDS } from '../shared/ipc/answer_data'

/** The JSON text that is saved with a trace: what it takes to sort its positions. */
const MetaSchema = z.object({
  form: z.literal(1),
  kind: z.enum(GENERATION_KINDS),
  title: z.string(),
  model: z.string(),
  /** The text that was read is at positions [textStart, textEnd). */
  textStart: z.number().int().nonnegative(),
  textEnd: z.number().int().nonnegative(),
})

/** What a trace's file says of its positions, without the form's number. */
export type TraceMeta = Omit<z.infer<typeof MetaSchema>, 'form'>

export const metaText = (meta: TraceMeta) => JSON.stringify({ form: 1, ...meta })

/** Throws if the text is another program's, or of a later version. */
export function readMeta(text: string): TraceMeta {
  return MetaSchema.parse(JSON.parse(text))
}
