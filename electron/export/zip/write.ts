import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { constants } from 'node:zlib'
import { ZipFile } from 'yazl'
import { EngineError } from '../../engine/errors'
import type { OutputFile } from '../output_file'

export interface Packed {
  name: string
  /** False for what must stand there as it is, such as `mimetype`. */
  deflate: boolean
  data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Above it the format needs its 64-bit form, which ZipReader refuses. */
const MOST_BYTES = 0xffffffff

/** Writes files into a ZIP archive, one after the other. */
export class ZipWriter {
  private readonly zip = new ZipFile()
  private readonly archive = this.zip.outputStream as Readable
  private readonly written: Promise<void>

  constructor(
    file: OutputFile,
    private readonly date = new Date(),
  ) {
    this.written = writeAll(this.archive, file)
    this.written.catch(() => {}) // add and finish tell
  }

  /** Until all of `data` is taken; what comes of it may still be on its way into the archive. */
  async add({ name, deflate, data }: Packed, signal?: AbortSignal): Promise<void> {
    // the Unix time beside it would take an extra field
    const options = {
      mtime: this.date,
      forceDosTimestamp: true,
      compressionLevel: deflate ? constants.Z_BEST_SPEED : 0,
    }
    // a buffer's sizes stand before it, as the first file of such formats needs; a stream's follow it
    if (!deflate && Array.isArray(data)) return this.zip.addBuffer(Buffer.concat(data), name, options)
    const source = Readable.from(watched(data, signal), { objectMode: false })
    try {
      this.zip.addReadStream(source, name, options)
      await Promise.race([finished(source), this.written])
    } catch (error) {
      for (const stream of [data, source, this.archive]) if (stream instanceof Readable) stream.destroy()
      await this.written.catch(() => {}) // nothing is written any more
      throw error
    }
  }

  /** Writes the directory: nothing comes after it. */
  async finish(): Promise<void> {
    this.zip.end()
    await this.written
  }
}

async function writeAll(archive: AsyncIterable<Uint8Array>, file: OutputFile): Promise<void> {
  for await (const chunk of archive) {
    checkSize(file.length + chunk.length)
    await file.bytes(chunk)
  }
}

async function* watched(data: Packed['data'], signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of data) {
    signal?.throwIfAborted()
    bytes += chunk.length
    checkSize(bytes)
    yield chunk
  }
}

function checkSize(bytes: number): void {
  if (bytes < MOST_BYTES) return
  throw new EngineError(
    'write-failed',
    'It would be larger than 4 GB; delete answers that you do not need and try again.',
  )
}
