import { promisify } from 'node:util'
import { constants, crc32, createDeflateRaw } from 'node:zlib'
import { EngineError } from '../../engine/errors'
import type { DraftFile } from '../draft_file'
import { CENTRAL, DEFLATED, END, LOCAL, MOST_BYTES, STORED, UTF8_NAMES, type ZipEntry } from './format'

export interface Packed {
  name: string
  /** False for what is compressed already. */
  deflate: boolean
  data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Writes files into a ZIP archive, one after the other. */
export class ZipWriter {
  private readonly entries: ZipEntry[] = []

  constructor(
    private readonly file: DraftFile,
    private readonly date = new Date(),
  ) {}

  async add({ name, deflate, data }: Packed, signal?: AbortSignal): Promise<void> {
    const offset = this.file.length
    const entry: ZipEntry = { name, method: deflate ? DEFLATED : STORED, crc: 0, packed: 0, bytes: 0, offset }
    await this.file.bytes(localHeader(entry, this.date))
    const counted = async function* () {
      for await (const chunk of data) {
        signal?.throwIfAborted()
        entry.crc = crc32(chunk, entry.crc)
        entry.bytes += chunk.length
        yield chunk
      }
    }
    for await (const chunk of deflate ? deflated(counted()) : counted()) {
      entry.packed += chunk.length
      await this.file.bytes(chunk)
    }
    checkSize(this.file.length)
    checkSize(entry.bytes)
    await this.file.patch(localHeader(entry, this.date), offset) // now that its sizes are known
    this.entries.push(entry)
  }

  /** Writes the directory: nothing comes after it. */
  async finish(): Promise<void> {
    const start = this.file.length
    for (const entry of this.entries) await this.file.bytes(centralHeader(entry, this.date))
    const size = this.file.length - start
    checkSize(this.file.length)
    const end = Buffer.alloc(END.bytes)
    end.writeUInt32LE(END.signature, 0)
    end.writeUInt16LE(this.entries.length, 8)
    end.writeUInt16LE(this.entries.length, 10)
    end.writeUInt32LE(size, 12)
    end.writeUInt32LE(start, 16)
    await this.file.bytes(end)
  }
}

async function* deflated(data: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED, chunkSize: 1 << 18 })
  const write = promisify<Uint8Array, void>((chunk, done) => deflate.write(chunk, (error) => done(error ?? null)))
  const feeding = (async () => {
    for await (const chunk of data) await write(chunk)
    deflate.end()
  })()
  feeding.catch((error) => deflate.destroy(error))
  for await (const chunk of deflate) yield chunk as Uint8Array
  await feeding
}

function checkSize(bytes: number): void {
  if (bytes <= MOST_BYTES) return
  throw new EngineError(
    'write-failed',
    'It would be larger than 4 GB; delete answers that you do not need and try again.',
  )
}

function localHeader(entry: ZipEntry, date: Date): Buffer {
  const name = Buffer.from(entry.name)
  const header = Buffer.alloc(LOCAL.bytes + name.length)
  header.writeUInt32LE(LOCAL.signature, 0)
  header.writeUInt16LE(20, 4)
  common(header, 6, entry, date)
  header.writeUInt16LE(name.length, 26)
  name.copy(header, LOCAL.bytes)
  return header
}

function centralHeader(entry: ZipEntry, date: Date): Buffer {
  const name = Buffer.from(entry.name)
  const header = Buffer.alloc(CENTRAL.bytes + name.length)
  header.writeUInt32LE(CENTRAL.signature, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  common(header, 8, entry, date)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(entry.offset, 42)
  name.copy(header, CENTRAL.bytes)
  return header
}

/** Flags, method, time, date, checksum, sizes: alike in both headers. */
function common(header: Buffer, at: number, { method, crc, packed, bytes }: ZipEntry, date: Date): void {
  const year = Math.min(2107, Math.max(1980, date.getFullYear()))
  header.writeUInt16LE(UTF8_NAMES, at)
  header.writeUInt16LE(method, at + 2)
  header.writeUInt16LE((date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1), at + 4)
  header.writeUInt16LE(((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate(), at + 6)
  header.writeUInt32LE(crc, at + 8)
  header.writeUInt32LE(packed, at + 12)
  header.writeUInt32LE(bytes, at + 16)
}
