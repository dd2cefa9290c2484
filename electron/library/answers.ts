import { type AnswerEntry, AnswerEntrySchema } from '../shared/ipc/answer_data'
import type { Db } from './database'
import { asStorageError, type StorageError } from './storage_error'

/** An answer as it is kept: with the seed, so that one that was never started can still be. */
export type AnswerRecord = AnswerEntry & { seed?: number }

interface StoredRow {
  id: string
  document: string
  request: string
  seed: number | null
  state: AnswerEntry['state']
  created_at: number
  text: string
  sentences: string
  problem: string | null
  result: string | null
  reviews: string | null
}

/**
 * The table of answers. What can't be written (a full disk) stays in memory, is found there by every question, and is
 * written as soon as something can be written again.
 */
export class AnswersTable {
  private readonly unsaved = new Map<string, AnswerRecord>()

  /** `onProblem` hears of the first failure, and again after something could be written in between. */
  constructor(
    private readonly db: Db,
    private readonly onProblem: (problem: StorageError) => void = () => {},
  ) {}

  /** Oldest first. */
  list(document: string): AnswerRecord[] {
    const rows = this.db.prepare('SELECT * FROM answers WHERE document = ?').all(document) as StoredRow[]
    const saved = rows.map(toRecord).filter((record) => record !== undefined)
    return this.withUnsaved(saved, (record) => record.document === document)
  }

  get(id: string): AnswerRecord | undefined {
    const unsaved = this.unsaved.get(id)
    if (unsaved) return unsaved
    const row = this.db.prepare('SELECT * FROM answers WHERE id = ?').get(id)
    return row ? toRecord(row as StoredRow) : undefined
  }

  /** When the last one was asked, of all documents: 0 if there is none. */
  lastCreated(): number {
    const { last } = this.db.prepare('SELECT max(created_at) AS last FROM answers').get() as { last: number | null }
    return Math.max(last ?? 0, ...[...this.unsaved.values()].map(({ createdAt }) => createdAt))
  }

  /** Those that an ended app left behind. */
  unfinished(): AnswerRecord[] {
    const rows = this.db.prepare("SELECT * FROM answers WHERE state IN ('queued', 'reading', 'answering')").all()
    return this.withUnsaved((rows as StoredRow[]).map(toRecord).filter((record) => record !== undefined))
  }

  /** How many there are, by document. */
  counts(): Map<string, number> {
    const rows = this.db.prepare('SELECT id, document FROM answers').all() as { id: string; document: string }[]
    const documents = new Map(rows.map(({ id, document }) => [id, document]))
    for (const { id, document } of this.unsaved.values()) documents.set(id, document)
    const counts = new Map<string, number>()
    for (const document of documents.values()) counts.set(document, (counts.get(document) ?? 0) + 1)
    return counts
  }

  /** Adds or replaces. Never throws. */
  save(record: AnswerRecord): void {
    const first = this.unsaved.size === 0
    this.unsaved.set(record.id, record)
    try {
      for (const waiting of this.unsaved.values()) this.write(waiting)
    } catch (error) {
      if (first) this.onProblem(asStorageError(error, 'answers are kept in memory only'))
    }
  }

  remove(id: string): void {
    this.unsaved.delete(id)
    this.db.prepare('DELETE FROM answers WHERE id = ?').run([id])
  }

  private write(record: AnswerRecord): void {
    this.db
      .prepare('INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run([
        record.id,
        record.document,
        JSON.stringify(record.request),
        record.seed ?? null,
        record.state,
        record.createdAt,
        record.text,
        JSON.stringify(record.sentences),
        record.problem ?? null,
        record.result ? JSON.stringify(record.result) : null,
        record.reviews?.length ? JSON.stringify(record.reviews) : null,
      ])
    this.unsaved.delete(record.id)
  }

  private withUnsaved(saved: AnswerRecord[], belongs: (record: AnswerRecord) => boolean = () => false): AnswerRecord[] {
    const known = new Set(saved.map(({ id }) => id))
    const others = [...this.unsaved.values()].filter((record) => !known.has(record.id) && belongs(record))
    const all = [...saved.map((record) => this.unsaved.get(record.id) ?? record), ...others]
    return all.sort((a, b) => a.createdAt - b.createdAt)
  }
}

/** Undefined for what another version wrote in a way that this one can't show. */
function toRecord(row: StoredRow): AnswerRecord | undefined {
  try {
    const entry = AnswerEntrySchema.parse({
      id: row.id,
      document: row.document,
      request: JSON.parse(row.request),
      state: row.state,
      createdAt: row.created_at,
      text: row.text,
      sentences: JSON.parse(row.sentences),
      problem: row.problem ?? undefined,
      result: row.result === null ? undefined : JSON.parse(row.result),
      ...(row.reviews !== null && { reviews: JSON.parse(row.reviews) }),
    })
    return { ...entry, seed: row.seed ?? undefined }
  } catch {
    return undefined
  }
}
