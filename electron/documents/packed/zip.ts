import { createInflateRaw } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { DocumentError } from '../../shared/document/types'
import type { Guard } from './guard'

const STORED = 0
const DEFLATED = 8
const CHUNK = 1 << 18

/** A file that consists of others. */
export interface Packed {
  readonly guard: Guard
  readonly names: string[]
  has(name: string): boolean
  /** The bytes of a file, piece by piece; none of one that isn't there. */
  bytes(name: string): AsyncGenerator<Buffer>
  /** All of a small file. */
  all(name: string): Promise<Buffer>
}

/** The files of an archive that may have been made by anybody, unpacked when they are asked for and never to the disk. */
export class Zip implements Packed {
  private constructor(
    private readonly data: Buffer,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    readonly guard: Guard,
  ) {}

  /** Reads the directory. Throws DocumentError. */
  static async open(data: Uint8Array, guard: Guard): Promise<Zip> {
    const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    try {
      const zip = await fromBufferPromise(buffer, { validateEntrySizes: false })
      guard.checkEntries(zip.entryCount)
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry)
      return new Zip(buffer, zip, entries, guard)
    } catch (error) {
      throw error instanceof DocumentError ? error : guard.damaged(error)
    }
  }

  get names(): string[] {
    return [...this.entries.keys()]
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name)
    if (!entry) return
    const { compressionMethod: method, compressedSize: packed } = entry
    if (entry.isEncrypted() || (method !== STORED && method !== DEFLATED)) throw this.locked()
    const start = await this.startOf(entry)
    const stored = this.data.subarray(start, start + packed)
    let unpacked = 0
    for await (const chunk of method === DEFLATED ? inflated(stored, this.guard) : [stored]) {
      unpacked += chunk.length
      this.guard.unpack(chunk.length, packed, unpacked)
      yield chunk
    }
  }

  async all(name: string): Promise<Buffer> {
    const chunks: Buffer[] = []
    for await (const chunk of this.bytes(name)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  private async startOf(entry: Entry): Promise<number> {
    try {
      return (await this.zip.readLocalFileHeaderPromise(entry)).fileDataStart
    } catch (error) {
      throw this.guard.damaged(error)
    }
  }

  private locked(): DocumentError {
    return new DocumentError(
      'unsupported',
      `"${this.guard.file}" is protected by a password or packed in a way that SparseLens can't unpack: save it without the password first.`,
    )
  }
}

async function* inflated(stored: Buffer, guard: Guard): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: CHUNK })
  inflate.end(stored)
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch (error) {
    throw error instanceof DocumentError ? error : guard.damaged(error)
  } finally {
    inflate.destroy()
  }
}
