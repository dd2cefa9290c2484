export type StorageErrorCode = 'disk-full' | 'not-allowed' | 'in-use' | 'damaged' | 'newer' | 'not-found' | 'failed'

/** The library can't be read or written. `message` is one sentence for people. */
export class StorageError extends Error {
  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'StorageError'
  }
}

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT'])
const BUSY = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED'])
const FORBIDDEN = new Set(['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS'])

/** What an error of SQLite or of the file system means for the user. `doing`: such as "this answer wasn't saved". */
export function asStorageError(error: unknown, doing: string): StorageError {
  if (error instanceof StorageError) return error
  const code = String((error as { code?: unknown })?.code ?? '')
  const options = { cause: error }
  if (FULL.has(code)) {
    return new StorageError('disk-full', `The disk is full, so ${doing}: free some space.`, options)
  }
  if (FORBIDDEN.has(code)) {
    const message = `SparseLens may not write to its own folder, so ${doing}: check the folder's permissions.`
    return new StorageError('not-allowed', message, options)
  }
  if (BUSY.has(code)) {
    const message = `Another SparseLens has this library open, so ${doing}: close it, on other computers with this folder too.`
    return new StorageError('in-use', message, options)
  }
  const reason = code || (error as Error)?.message || 'unknown error'
  const message = `The library can't be written (${reason}), so ${doing}: check the disk.`
  return new StorageError('failed', message, options)
}
