import { z } from 'zod'
import { AnswerEntrySchema } from './answer_data'
import { DocumentEntrySchema, ReadDocumentSchema } from './document_data'

/** What leaves the app as a file, and what comes back in. */

/**
 * report: one HTML page. markdown. trace-lines: a line of JSON for each row. trace: the trace file, or a ZIP of several.
 * analysis: the document with its answers and traces, to be opened again without the model.
 */
export const ExportKindSchema = z.enum(['report', 'markdown', 'trace-lines', 'trace', 'analysis'])
export type ExportKind = z.infer<typeof ExportKindSchema>

/** The seed belongs to what was asked, and is kept with it. */
export const ExportedAnswerSchema = AnswerEntrySchema.extend({ seed: z.number().int().optional() })
export type ExportedAnswer = z.infer<typeof ExportedAnswerSchema>

/** What an export is about, and who writes it when. */
export const ExportSubjectSchema = z.object({
  document: DocumentEntrySchema,
  /** Of the document's file. */
  sha256: z.string(),
  /** Of SparseLens. */
  version: z.string(),
  /** Milliseconds since 1970. */
  date: z.number(),
})
export type ExportSubject = z.infer<typeof ExportSubjectSchema>

export const ExportOrderSchema = ExportSubjectSchema.extend({
  kind: ExportKindSchema,
  to: z.string().min(1),
  /** Where a library keeps document and answers (electron/library/files.ts). */
  root: z.string(),
  /** The first one; of a saved analysis all. */
  answers: z.array(ExportedAnswerSchema).min(1),
})
export type ExportOrder = z.infer<typeof ExportOrderSchema>

/** How far an export has come, once it takes long enough to be worth saying. */
export const ExportProgressSchema = z.object({
  export: z.uuid(),
  /** Name of the file that is written. */
  file: z.string(),
  done: z.number().nonnegative(),
  total: z.number().positive(),
})
export type ExportProgress = z.infer<typeof ExportProgressSchema>

/** A saved analysis that was unpacked into a folder and checked. */
export const SavedAnalysisSchema = z.object({
  /** The document's name. */
  file: z.string(),
  /** Name of its file in the folder. */
  source: z.string(),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  read: ReadDocumentSchema,
  answers: z.array(ExportedAnswerSchema),
})
export type SavedAnalysis = z.infer<typeof SavedAnalysisSchema>
