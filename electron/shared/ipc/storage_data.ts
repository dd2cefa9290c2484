import { z } from 'zod'

/** What the app keeps on the disk, and where. */
export const PLACE_KINDS = ['documents', 'list', 'readings', 'languages', 'rest'] as const

export const PlaceSchema = z.object({
  kind: z.enum(PLACE_KINDS),
  /** A file or a folder. */
  path: z.string(),
  bytes: z.number().nonnegative(),
})
export type Place = z.infer<typeof PlaceSchema>
