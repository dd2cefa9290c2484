import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'

/**
 * sampled-sha256: what tells the files of a huge model apart without reading them whole. It is the sha256 of
 *
 *     "sampled-sha256 1\n", each file's size in bytes as decimal digits and "\n",
 *     the first 8 MiB of the first file (its header: metadata, vocabulary, tensors' names, types and places),
 *     the first 64 KiB of every other file (the same of its own tensors),
 *     64 blocks of 64 KiB, at even distances over all files' bytes one after the other, from the first byte to the last;
 *
 * file after file, of each its head and then its blocks. Names don't count: a renamed model stays the same one. It does
 * not prove that files are undamaged; that takes the whole sha256.
 */
const VERSION = 'sampled-sha256 1'
const FIRST_HEAD = 8 << 20
const OTHER_HEAD = 1 << 16
const BLOCK = 1 << 16
const BLOCKS = 64

/** Bytes [from, to) of a file. */
interface Piece {
  from: number
  to: number
}

export async function sampledHash(paths: readonly string[]): Promise<string> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  const hash = createHash('sha256').update([VERSION, ...sizes, ''].join('\n'))
  const pieces = piecesOf(sizes)
  for (const [i, path] of paths.entries()) await addPieces(hash, path, pieces[i]!)
  return hash.digest('hex')
}

/** What is read of files of these sizes, of each in order. */
export function piecesOf(sizes: readonly number[]): Piece[][] {
  const pieces = sizes.map((size, i): Piece[] => [{ from: 0, to: Math.min(size, i === 0 ? FIRST_HEAD : OTHER_HEAD) }])
  const all = sizes.reduce((sum, size) => sum + size, 0)
  let file = 0
  let begin = 0
  for (let block = 0; block < BLOCKS; block++) {
    const at = Math.floor((block * Math.max(0, all - BLOCK)) / (BLOCKS - 1))
    while (file < sizes.length - 1 && at >= begin + sizes[file]!) begin += sizes[file++]!
    const from = at - begin
    pieces[file]!.push({ from, to: Math.min(sizes[file]!, from + BLOCK) })
  }
  return pieces
}

async function addPieces(hash: Hash, path: string, pieces: readonly Piece[]): Promise<void> {
  const file = await open(path)
  try {
    for (const piece of pieces) hash.update(await bytesOf(file, piece))
  } finally {
    await file.close()
  }
}

async function bytesOf(file: FileHandle, { from, to }: Piece): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled)
    if (bytesRead === 0) break // it was cut off meanwhile
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
