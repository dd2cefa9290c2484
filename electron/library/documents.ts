import { z } from 'zod'
import { otherwise, readAsOf } from '../shared/document/read_as'
import { DOCUMENT_KINDS, type ReadAs } from '../shared/document/types'
import { type DocumentEntry, ReadAsSchema } from '../shared/ipc/document_data'
import type { Db } from './database'
import { STORED_ENDINGS } from './files'

/** A document's row: what the library lists, and where its file is. */
export interface DocumentRow extends Omit<DocumentEntry, 'answers'> {
  sha256: string
  /** Name of the stored file in the document's folder. */
  source: string
}

/** A column that holds JSON. */
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(schema)

const count = z.number().int().nonnegative()

/** Names what becomes part of a path, too: a row could have been written by anybody. */
const StoredRowSchema = z.object({
  id: z.uuid(),
  sha256: z.string(),
  file: z.string(),
  source: z.enum(STORED_ENDINGS.map((ending) => `source.${ending}`)),
  title: z.string().nullable(),
  kind: z.enum(DOCUMENT_KINDS),
  pages: count,
  image_pages: json(z.array(count)),
  bytes: count,
  added_at: z.number(),
  opened_at: z.number(),
  read_as: json(ReadAsSchema),
})

interface Last {
  last: number | null
}

/** The table of documents. */
export class DocumentsTable {
  constructor(private readonly db: Db) {}

  /** Recent first. */
  list(): DocumentRow[] {
    const rows = this.db.prepare('SELECT * FROM documents ORDER BY opened_at DESC, added_at DESC, id').all()
    return rows.flatMap((row) => toRow(row) ?? [])
  }

  /** Rows that can't be used are taken out: what they were about is found again in its folder. */
  removeUnusable(): void {
    for (const row of this.db.prepare('SELECT * FROM documents').all()) {
      if (toRow(row) === undefined) this.remove((row as { id: string }).id)
    }
  }

  get(id: string): DocumentRow | undefined {
    const row = this.db.prepare('SELECT * FROM documents WHERE id = ?').get(id)
    return toRow(row)
  }

  /** The document with these bytes that was read so. */
  find(sha256: string, readAs?: ReadAs): DocumentRow | undefined {
    const row = this.db
      .prepare('SELECT * FROM documents WHERE sha256 = ? AND read_as = ?')
      .get([sha256, JSON.stringify(readAsOf(readAs))])
    return toRow(row)
  }

  add(row: DocumentRow): void {
    this.db
      .prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run([
        row.id,
        row.sha256,
        row.file,
        row.source,
        row.title ?? null,
        row.kind,
        row.pages,
        JSON.stringify(row.imagePages),
        row.bytes,
        row.addedAt,
        row.openedAt,
        JSON.stringify(readAsOf(row.readAs)),
      ])
  }

  /** When one that is opened `now` counts as opened: after all others, also if the clock was set back. */
  opening(now: number, but = ''): number {
    const { last } = this.db.prepare('SELECT max(opened_at) AS last FROM documents WHERE id <> ?').get(but) as Last
    return Math.max(now, (last ?? 0) + 1)
  }

  opened(id: string, now: number): void {
    this.db.prepare('UPDATE documents SET opened_at = ? WHERE id = ?').run([this.opening(now, id), id])
  }

  remove(id: string): void {
    this.db.prepare('DELETE FROM documents WHERE id = ?').run([id])
  }
}

function toRow(stored: unknown): DocumentRow | undefined {
  const { data } = StoredRowSchema.safeParse(stored)
  if (!data) return undefined
  const { title, image_pages, added_at, opened_at, read_as, ...row } = data
  const readAs = otherwise(read_as)
  return {
    ...row,
    ...(title === null ? {} : { title }),
    imagePages: image_pages,
    ...(readAs && { readAs }),
    addedAt: added_at,
    openedAt: opened_at,
  }
}
