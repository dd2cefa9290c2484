import { renameSync } from 'node:fs'
import Database from 'libsql'
import { MIGRATIONS } from './schema'
import { StorageError } from './storage_error'

export type Db = Database.Database

/**
 * Opens library.db and brings it to the newest version. Throws StorageError 'newer', SQLITE_BUSY while another process
 * has it open, and whatever a damaged file gives.
 *
 * - Locked as long as it is open: two apps on one folder would empty each other's. So the log's index lies in memory of
 *   this process alone, and drives of a network, which can't share memory between processes, serve as well.
 * - Secure deletion: what is removed is overwritten in the file, and doesn't stay in its free pages.
 * - Synchronous: what is written once is there after the power failed, too; a few times a second at most.
 */
export function openDatabase(path: string): Db {
  const db = new Database(path)
  try {
    // libsql has foreign keys on from the start
    db.exec(
      'PRAGMA busy_timeout = 1000; PRAGMA secure_delete = ON; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF',
    )
    check(db)
    migrate(db)
    db.exec('PRAGMA foreign_keys = ON')
    return db
  } catch (error) {
    closeDatabase(db)
    throw error
  }
}

/** Gives the lock back: libsql's own `close` does so only when its statements are collected. */
export function closeDatabase(db: Db): void {
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema')
  } catch {
    // damaged, somebody else's or full: the next start takes up the log
  }
  db.close()
}

/** Reads every page, as a page that is damaged shows only when it is read; a library of thousands takes milliseconds. */
function check(db: Db): void {
  const found = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
  if (found.quick_check !== 'ok') throw new StorageError('damaged', `The library is damaged (${found.quick_check}).`)
}

function migrate(db: Db): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > MIGRATIONS.length) {
    throw new StorageError('newer', 'The library was written by a newer SparseLens: install the newest one to open it.')
  }
  for (let i = version; i < MIGRATIONS.length; i++) {
    db.transaction(() => db.exec(`${MIGRATIONS[i]}; PRAGMA user_version = ${i + 1}`))()
  }
  // a file whose first page says a version that the rest doesn't bear out
  db.prepare('SELECT count(*) FROM documents, answers, settings').get()
}

/** Puts a database that can't be used aside, with what belongs to it. Returns its new path. */
export function moveAside(path: string, now = new Date()): string {
  const aside = `${path}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`
  renameSync(path, aside)
  for (const suffix of ['-wal', '-shm']) {
    try {
      renameSync(path + suffix, aside + suffix)
    } catch {
      // there is none
    }
  }
  return aside
}
