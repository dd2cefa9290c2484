import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { type Duplex, pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { CENTRAL, DEFLATED, ENCRYPTED, END, LOCAL, MOST_BYTES, MOST_FILES, STORED, type ZipEntry } from './format'

/** The archive isn't whole, or not as we write them. */
export class ZipError extends Error {
  override name = 'ZipError'
}

interface Placed extends ZipEntry {
  /** Bytes [start, start + packed) of the file are its data. */
  start: number
}

const MOST_COMMENT = 0xffff
const MOST_DIRECTORY = 1 << 24

/** A ZIP archive that may have been made by anybody: nothing in it is believed. */
export class ZipReader {
  private constructor(
    private readonly path: string,
    readonly entries: readonly Placed[],
  ) {}

  /** Reads the directory. Throws ZipError. */
  static async open(path: string): Promise<ZipReader> {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      const { count, start, length } = await findEnd(file, size)
      const entries = parseDirectory(await read(file, start, length), count)
      return new ZipReader(path, await place(file, entries, start))
    } finally {
      await file.close()
    }
  }

  find(name: string): Placed | undefined {
    return this.entries.find((entry) => entry.name === name)
  }

  /** The unpacked bytes: never more than the directory says. Throws ZipError at the end if they are not what it says. */
  async *read({ name, method, start, packed, bytes, crc }: Placed): AsyncGenerator<Buffer> {
    let [length, sum] = [0, 0]
    for await (const chunk of packed === 0 ? [] : this.unpacked(method, start, packed)) {
      length += chunk.length
      if (length > bytes) throw new ZipError(`"${name}" is larger than it says`)
      sum = crc32(chunk, sum)
      yield chunk as Buffer
    }
    if (length !== bytes || sum !== crc) throw new ZipError(`"${name}" is damaged`)
  }

  /** All of a small file. */
  async text(entry: Placed): Promise<string> {
    const chunks: Buffer[] = []
    for await (const chunk of this.read(entry)) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8')
  }

  private unpacked(method: number, start: number, packed: number): Readable | Duplex {
    const stored = createReadStream(this.path, { start, end: start + packed - 1, highWaterMark: 1 << 18 })
    // what fails in one of them fails in the last, which is read
    return method === DEFLATED ? pipeline(stored, createInflateRaw({ chunkSize: 1 << 18 }), () => {}) : stored
  }
}

async function read(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, start)
  if (bytesRead !== length) throw new ZipError('it is cut off')
  return buffer
}

/** The end record stands last, before a comment at most. */
async function findEnd(file: FileHandle, size: number): Promise<{ count: number; start: number; length: number }> {
  const tail = Math.min(size, END.bytes + MOST_COMMENT)
  const data = await read(file, size - tail, tail)
  for (let at = tail - END.bytes; at >= 0; at--) {
    if (data.readUInt32LE(at) !== END.signature || data.readUInt16LE(at + 20) !== tail - END.bytes - at) continue
    const count = data.readUInt16LE(at + 10)
    const length = data.readUInt32LE(at + 12)
    const start = data.readUInt32LE(at + 16)
    const isWhole = data.readUInt32LE(at + 4) === 0 && data.readUInt16LE(at + 8) === count
    if (isWhole && count < MOST_FILES && length <= MOST_DIRECTORY && start + length === size - tail + at) {
      return { count, start, length }
    }
    break
  }
  throw new ZipError('it has no directory')
}

function parseDirectory(data: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  const names = new Set<string>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.bytes > data.length || data.readUInt32LE(at) !== CENTRAL.signature) {
      throw new ZipError('its directory is damaged')
    }
    const nameLength = data.readUInt16LE(at + 28)
    const next = at + CENTRAL.bytes + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32)
    if (next > data.length) throw new ZipError('its directory is damaged')
    const name = data.toString('utf8', at + CENTRAL.bytes, at + CENTRAL.bytes + nameLength)
    entries.push(checked({ name, ...numbers(data, at) }, data.readUInt16LE(at + 8)))
    if (names.has(name)) throw new ZipError(`it holds "${name}" twice`)
    names.add(name)
    at = next
  }
  if (at !== data.length) throw new ZipError('its directory is damaged')
  return entries
}

const numbers = (data: Buffer, at: number): Omit<ZipEntry, 'name'> => ({
  method: data.readUInt16LE(at + 10),
  crc: data.readUInt32LE(at + 16),
  packed: data.readUInt32LE(at + 20),
  bytes: data.readUInt32LE(at + 24),
  offset: data.readUInt32LE(at + 42),
})

function checked(entry: ZipEntry, flags: number): ZipEntry {
  const { name, method, packed, bytes } = entry
  if (flags & ENCRYPTED) throw new ZipError(`"${name}" in it is encrypted`)
  if (method !== STORED && method !== DEFLATED) throw new ZipError(`"${name}" is packed in an unknown way`)
  if (packed === MOST_BYTES || bytes === MOST_BYTES) throw new ZipError(`"${name}" is too large`)
  if (method === STORED && packed !== bytes) throw new ZipError(`"${name}" has two sizes`)
  return entry
}

/** Finds each file's data; files that share bytes are how a small archive unpacks to a huge one. */
async function place(file: FileHandle, entries: readonly ZipEntry[], end: number): Promise<Placed[]> {
  const placed: Placed[] = []
  for (const entry of entries) {
    if (entry.offset + LOCAL.bytes > end) throw new ZipError(`"${entry.name}" is missing`)
    const header = await read(file, entry.offset, LOCAL.bytes)
    const nameLength = header.readUInt16LE(26)
    const start = entry.offset + LOCAL.bytes + nameLength + header.readUInt16LE(28)
    const name = await read(file, entry.offset + LOCAL.bytes, Math.min(nameLength, end - entry.offset - LOCAL.bytes))
    const isSame = header.readUInt32LE(0) === LOCAL.signature && name.toString('utf8') === entry.name
    if (!isSame || header.readUInt16LE(8) !== entry.method) throw new ZipError(`"${entry.name}" is damaged`)
    placed.push({ ...entry, start })
  }
  let free = 0
  for (const { name, offset, start, packed } of [...placed].sort((a, b) => a.offset - b.offset)) {
    if (offset < free || start + packed > end) throw new ZipError(`"${name}" shares its bytes with another file`)
    free = start + packed
  }
  return placed
}
