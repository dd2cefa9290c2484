import { z } from 'zod'
import type { TraceMeta } from '../summarize/types'

/** The JSON text that is saved with a trace: what it takes to sort its positions. */
const MetaSchema = z.object({
  form: z.literal(1),
  kind: z.enum(['part', 'merge', 'prompt']),
  title: z.string(),
  model: z.string(),
  textStart: z.number().int().nonnegative(),
  textEnd: z.number().int().nonnegative(),
})

export const metaText = (meta: TraceMeta) => JSON.stringify({ form: 1, ...meta })

/** Throws if the text is another program's, or of a later version. */
export function readMeta(text: string): TraceMeta {
  return MetaSchema.parse(JSON.parse(text))
}
