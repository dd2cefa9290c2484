import { open } from 'node:fs/promises'

/** Waits until what was written to a file, or which names a folder has, lies on the disk and not only in its cache. */
export async function flushed(path: string): Promise<void> {
  const file = await open(path, 'r').catch(noFolders)
  try {
    await file?.sync()
  } catch (error) {
    noFolders(error)
  } finally {
    await file?.close()
  }
}

/** Windows and some drives of a network can't: they keep names in their own way. */
function noFolders(error: unknown): undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EBADF', 'EACCES'].includes(code)) throw error
}
