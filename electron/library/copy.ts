import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export interface Copied {
  sha256: string
  bytes: number
}

const CHUNK = { highWaterMark: 1 << 20 }

/** Copies a file and takes its sha256 on the way. */
export async function copyHashed(from: string, to: string, signal?: AbortSignal): Promise<Copied> {
  const hash = createHash('sha256')
  let bytes = 0
  const taken = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  await pipeline(createReadStream(from, CHUNK), taken, createWriteStream(to, { flags: 'wx' }), { signal })
  return { sha256: hash.digest('hex'), bytes }
}

export async function hashFile(path: string): Promise<Copied> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, CHUNK)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}
