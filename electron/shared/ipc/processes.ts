import { z } from 'zod'

/** What a reader may use of the user's files; its argument, as JSON. */
export const ReaderPlacesSchema = z.object({
  /** Files that it reads, and folders with what is below them. */
  readable: z.array(z.string()),
  /** Folders that it writes into, too. */
  writable: z.array(z.string()),
  /** One of its own for what it needs while it lives. */
  scratch: z.string(),
})
export type ReaderPlaces = z.infer<typeof ReaderPlacesSchema>

/** Exit status of an engine that lost a machine which computed for it: llama.cpp can't go on without. */
export const SERVERS_LOST = 5
/** Exit status of a reader that came to hold more memory than reading may take. */
export const MEMORY_FULL = 6
/** How much that is, in bytes: twice what Tesseract is left to grow to (electron/documents/recognition). */
export const MOST_READER_MEMORY = 3 * 2 ** 30

/** What is told of a file over which a reader ended so. */
export const fillsMemory = (file: string): string =>
  `"${file}" can't be read: it fills more than the ${MOST_READER_MEMORY / 2 ** 30} GB of memory that reading may take. Split it into smaller files, or save it in another format.`
