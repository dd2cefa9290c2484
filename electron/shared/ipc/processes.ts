import { z } from 'zod'

/** Argument of the engine's program where it is started to read files, beside the one that holds the model. */
export const READER = 'reader'

/** What the reader may use of the user's files; its second argument, as JSON. */
export const ReaderFoldersSchema = z.object({
  /** Of these it reads. */
  readable: z.array(z.string()),
  /** The one that it writes into, too. */
  writable: z.string(),
})
export type ReaderFolders = z.infer<typeof ReaderFoldersSchema>

/** Exit status of an engine that lost a machine which computed for it: llama.cpp can't go on without. */
export const SERVERS_LOST = 5
