import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'

/** Writes a file beside, then renames it: whoever reads it finds all of it. If `write` fails, nothing is left. */
export async function writeWhole(path: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await write(draft)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw error
  }
}
