import { DocumentError } from '../shared/document/types'

/** What it means for the user that the file system won't give a file. */
export function toDocumentError(error: unknown, path: string, file: string): DocumentError {
  if (error instanceof DocumentError) return error
  const { code } = error as NodeJS.ErrnoException
  const options = { cause: error }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DocumentError('not-found', `There is no file "${path}": check its name and folder.`, options)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DocumentError('unreadable', `You are not allowed to read "${file}": check its permissions.`, options)
  }
  if (code === 'ERR_FS_FILE_TOO_LARGE') {
    return new DocumentError('unreadable', `"${file}" is larger than 2 GB: split it into smaller files.`, options)
  }
  return new DocumentError(
    'unreadable',
    `"${file}" can't be read (${code ?? 'unknown error'}): try a copy of it.`,
    options,
  )
}
