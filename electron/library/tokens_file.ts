import { open, readFile } from 'node:fs/promises'
import type { Tokens } from '../shared/document/types'

/**
 * tokens.bin: the document's tokens as an answer's model cut them. Little-endian: "SLTK", version (u32), count (u32),
 * ids (count x i32), offsets ((count + 1) x u32).
 */
export const TOKENS_FILE = 'tokens.bin'

const MAGIC = 0x4b544c53 // "SLTK"
const VERSION = 1
const HEADER = 12

export async function writeTokens(path: string, { ids, offsets }: Tokens): Promise<void> {
  const header = new Uint32Array([MAGIC, VERSION, ids.length])
  const file = await open(path, 'w')
  try {
    await file.writev([header, ids, offsets])
  } finally {
    await file.close()
  }
}

/** Throws an error with one sentence for people if the file isn't what was written. */
export async function readTokens(path: string) {
  const data = await readFile(path)
  // a copy, as typed arrays must begin at multiples of four, and Buffers may share memory
  const bytes = new Uint8Array(data).buffer
  const [magic, version, count] = bytes.byteLength >= HEADER ? new Uint32Array(bytes, 0, 3) : []
  const length = HEADER + 4 * count! + 4 * (count! + 1)
  if (magic !== MAGIC || version !== VERSION || bytes.byteLength !== length) {
    throw new Error('The tokens kept with this answer are damaged: ask again to see what the model read.')
  }
  return { ids: new Int32Array(bytes, HEADER, count), offsets: new Uint32Array(bytes, HEADER + 4 * count!, count! + 1) }
}
