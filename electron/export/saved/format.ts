import { z } from 'zod'
import { DOCUMENT_KINDS } from '../../shared/document/types'

/**
 * A saved analysis: a ZIP archive with these files and no others (electron/export/README.md).
 *
 *     mimetype                       first, stored: what a file manager knows it by
 *     manifest.json                  ManifestSchema
 *     source.<ending>                the document's file (storedName, electron/library/files.ts)
 *     document.json                  its text, pages, boxes, sentences
 *     answers/<id>/answer.json       ExportedAnswerSchema
 *     answers/<id>/tokens.bin        electron/library/tokens_file.ts
 *     answers/<id>/<n>.trace         electron/trace/FORMAT.md
 */
export const MIME_TYPE = 'application/vnd.sparselens.analysis+zip'
export const MIME_FILE = 'mimetype'
export const MANIFEST = 'manifest.json'
export const DOCUMENT = 'document.json'

/** Of the form; a reader refuses higher ones. */
export const FORM = 1

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** All names that may stand in one: none leads out of the folder that it is unpacked into. */
export const NAMES = new RegExp(
  `^(?:${MIME_FILE}|${MANIFEST.replace('.', '\\.')}|${DOCUMENT.replace('.', '\\.')}|source\\.[a-z]{2,8}|answers/${UUID}/(?:answer\\.json|tokens\\.bin|\\d{1,4}\\.trace))$`,
)

export const ManifestSchema = z.object({
  form: z.number().int().positive(),
  /** Version of SparseLens that wrote it, and when. */
  version: z.string(),
  savedAt: z.iso.datetime(),
  document: z.object({
    file: z.string().min(1).max(1000),
    title: z.string().optional(),
    kind: z.enum(DOCUMENT_KINDS),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  answers: z.array(z.object({ id: z.uuid(), about: z.unknown() })).max(10_000),
})
export type Manifest = z.infer<typeof ManifestSchema>
