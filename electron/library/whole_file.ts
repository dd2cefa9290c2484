import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { flushed } from './flushed'

/**
 * Writes a file beside, or as `draft` elsewhere on the same drive, then renames it: whoever reads it finds all of it, also
 * after the power failed. If `write` fails, nothing is left.
 */
export async function writeWhole(
  path: string,
  write: (draft: string) => Promise<void>,
  draft = `${path}.${randomUUID()}`,
): Promise<void> {
  try {
    await write(draft)
    await flushed(draft)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw error
  }
}
