import { z } from 'zod'
import {
  DOCUMENT_KINDS,
  type DocumentNote,
  type Member,
  NOTE_KINDS,
  PAGE_PARTS,
  type Page,
  type ReadAs,
  type ScanOptions,
  type SourceDocument,
} from '../document/types'

/** What a document is when it crosses between processes. Types: electron/shared/document/types.ts. */

const index = z.number().int().nonnegative()
const page = z.number().int().positive()
const range = { start: index, end: index }

const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const DocumentNoteSchema = z.object({
  page,
  kind: z.enum(NOTE_KINDS),
  text: z.string(),
}) satisfies z.ZodType<DocumentNote>

export const ReadAsSchema = z.object({
  hidden: z.boolean().optional(),
  encoding: z.string().min(1).max(40).optional(),
  accepted: z.boolean().optional(),
  ocr: z.string().min(1).max(100).optional(),
}) satisfies z.ZodType<ReadAs>

export const ScanOptionsSchema = z.object({
  languages: z.string().min(1).max(100).optional(),
  folder: z.string().optional(),
}) satisfies z.ZodType<ScanOptions>

export const MemberSchema = z.object({
  file: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  ...range,
  firstPage: page,
  pages: index,
  id: z.uuid().optional(),
}) satisfies z.ZodType<Member>

export const PageSchema = z.object({
  number: page,
  label: z.string().optional(),
  part: z.enum(PAGE_PARTS).optional(),
  width: z.number(),
  height: z.number(),
  rotation: z.union([z.literal(90), z.literal(180), z.literal(270)]).optional(),
  ...range,
  imageOnly: z.boolean(),
}) satisfies z.ZodType<Page>

export const SourceDocumentSchema = z.object({
  file: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  title: z.string().optional(),
  text: z.string(),
  pages: z.array(PageSchema),
  runs: z.array(
    z.object({
      ...range,
      page,
      box: Box,
      direction: z.union([z.literal(90), z.literal(180), z.literal(270)]).optional(),
      confidence: z.number().min(0).max(100).optional(),
    }),
  ),
  sentences: z.array(z.object({ ...range, page, kind: z.enum(['heading', 'item', 'prose']) })),
  headings: z.array(z.object({ ...range, level: z.number() })),
  // Documents that were kept before there were notes have none.
  notes: z.array(DocumentNoteSchema).default([]),
  readAs: ReadAsSchema.optional(),
  members: z.array(MemberSchema).min(1).optional(),
}) satisfies z.ZodType<SourceDocument>

/** What the library lists of a document that was read. */
export const ReadDocumentSchema = z.object({
  title: z.string().optional(),
  kind: z.enum(DOCUMENT_KINDS),
  pages: index,
  /** Pages that show something but hold no text: they are not read. */
  imagePages: z.array(page),
  readAs: ReadAsSchema.optional(),
})
export type ReadDocument = z.infer<typeof ReadDocumentSchema>

/** A document in the library. */
export const DocumentEntrySchema = ReadDocumentSchema.extend({
  id: z.uuid(),
  file: z.string(),
  bytes: index,
  /** Milliseconds since 1970. */
  addedAt: z.number(),
  openedAt: z.number(),
  answers: index,
})
export type DocumentEntry = z.infer<typeof DocumentEntrySchema>

/** A file on its way into the library, as the queue shows it. */
export const ImportSchema = z.object({
  id: z.uuid(),
  file: z.string(),
  state: z.enum(['waiting', 'reading', 'needs-password', 'wrong-password', 'done', 'failed']),
  pagesDone: index,
  pages: index,
  /** Text of these pages is being recognized: `pagesDone` is the one at work. */
  recognizing: z.boolean().optional(),
  /** One sentence for people, if it failed. */
  problem: z.string().optional(),
  /** Of the library's document, once it is there; a file that is there already is opened, not added twice. */
  document: z.uuid().optional(),
  /** Named on the command line or by the system ("open with"): to be shown as soon as it is there. */
  show: z.boolean().optional(),
})
export type Import = z.infer<typeof ImportSchema>
