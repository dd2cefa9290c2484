import { z } from 'zod'
import { ReadAsSchema, ReadDocumentSchema, ScanOptionsSchema } from './document_data'
import { ExportedAnswerSchema, SavedAnalysisSchema } from './export_data'

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })
const nothing = z.undefined()
const id = z.uuid()

/** What main asks of the process that reads files from elsewhere, which is all that this one answers. */
export const readerCalls = {
  /**
   * Reads a file, following `document.progress`, and writes the SourceDocument as JSON to the new file `into`; answers
   * with what the library lists. Rejects with a DocumentError's code and sentence.
   */
  'document.read': call(
    z.object({
      job: id,
      path: z.string(),
      into: z.string(),
      password: z.string().optional(),
      readAs: ReadAsSchema.optional(),
      scans: ScanOptionsSchema.optional(),
    }),
    ReadDocumentSchema,
  ),
  /** Writes the pages of a picture's file as a PDF, for the window to show, to the new file `into`. */
  'document.pages': call(z.object({ job: id, path: z.string(), into: z.string() }), nothing),
  /** Unpacks a saved analysis into the new folder `into` and checks all of it. Rejects as document.read does. */
  'analysis.read': call(z.object({ job: id, path: z.string(), into: z.string() }), SavedAnalysisSchema),
  /**
   * Reads an answer that a server gave elsewhere into the new folder `into`, as a library keeps it (`answer`: its id), about
   * the one of the documents (`text`: their document.json) that it was asked about. Rejects with a sentence for people.
   */
  'analysis.import': call(
    z.object({
      job: id,
      path: z.string(),
      into: z.string(),
      answer: z.uuid(),
      documents: z.array(z.object({ document: id, text: z.string() })),
    }),
    ExportedAnswerSchema,
  ),
  /** Of the text in a document.json: two that are alike have their evidence in the same places. */
  'analysis.textHash': call(z.object({ path: z.string() }), z.string()),
  /**
   * Ends a job of this engine's, which rejects with 'cancelled'. An answer ends at once with what it has (stopped:
   * "cancelled"), or rejects so if it has nothing.
   */
  'job.cancel': call(z.object({ job: id }), nothing),
  /** Answers at once while the engine is alive. */
  'engine.ping': call(nothing, nothing),
}
