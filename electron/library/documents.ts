import { otherwise, readAsOf } from '../shared/document/read_as'
import type { ReadAs } from '../shared/document/types'
import type { DocumentEntry } from '../shared/ipc/document_data'
import type { Db } from './database'

/** A document's row: what the library lists, and where its file is. */
export interface DocumentRow extends Omit<DocumentEntry, 'answers'> {
  sha256: string
  /** Name of the stored file in the document's folder. */
  source: string
}

interface StoredRow {
  id: string
  sha256: string
  file: string
  source: string
  title: string | null
  kind: DocumentEntry['kind']
  pages: number
  image_pages: string
  bytes: number
  added_at: number
  opened_at: number
  read_as: string
}

interface Last {
  last: number | null
}

/** The table of documents. */
export class DocumentsTable {
  constructor(private readonly db: Db) {}

  /** Recent first. */
  list(): DocumentRow[] {
    const rows = this.db.prepare('SELECT * FROM documents ORDER BY opened_at DESC, added_at DESC, id').all()
    return (rows as StoredRow[]).map(toRow)
  }

  get(id: string): DocumentRow | undefined {
    const row = this.db.prepare('SELECT * FROM documents WHERE id = ?').get(id)
    return row ? toRow(row as StoredRow) : undefined
  }

  /** The document with these bytes that was read so. */
  find(sha256: string, readAs?: ReadAs): DocumentRow | undefined {
    const row = this.db
      .prepare('SELECT * FROM documents WHERE sha256 = ? AND read_as = ?')
      .get([sha256, JSON.stringify(readAsOf(readAs))])
    return row ? toRow(row as StoredRow) : undefined
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

function toRow({ title, image_pages, added_at, opened_at, read_as, ...row }: StoredRow): DocumentRow {
  const readAs = otherwise(JSON.parse(read_as))
  return {
    id: row.id,
    sha256: row.sha256,
    file: row.file,
    source: row.source,
    ...(title === null ? {} : { title }),
    kind: row.kind,
    pages: row.pages,
    imagePages: JSON.parse(image_pages),
    ...(readAs && { readAs }),
    bytes: row.bytes,
    addedAt: added_at,
    openedAt: opened_at,
  }
}
