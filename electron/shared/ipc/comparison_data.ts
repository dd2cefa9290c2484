import { z } from 'zod'
import { PageSchema } from './document_data'

/** Two versions of a document beside each other, sentence by sentence (electron/documents/compare.ts). */

const index = z.number().int().nonnegative()

/** A sentence in one line, and the characters of its document that it stands in. */
const PlacedTextSchema = z.object({ page: z.number().int().positive(), text: z.string(), start: index, end: index })
export type PlacedText = z.infer<typeof PlacedTextSchema>

export const ComparedRowSchema = z.object({
  kind: z.enum(['same', 'changed', 'added', 'removed']),
  before: PlacedTextSchema.optional(),
  after: PlacedTextSchema.optional(),
  /** It stands elsewhere than it stood, among what both have. */
  moved: z.literal(true).optional(),
})
export type ComparedRow = z.infer<typeof ComparedRowSchema>

const SideSchema = z.object({ pages: z.array(PageSchema) })

export const ComparisonSchema = z.object({
  before: SideSchema,
  after: SideSchema,
  /** In the order of the new version. */
  rows: z.array(ComparedRowSchema),
})
export type Comparison = z.infer<typeof ComparisonSchema>
