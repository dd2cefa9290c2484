import { open } from 'node:fs/promises'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { Bytes } from './bytes'
import { ZipError } from './zip_error'

export const STORED = 0
export const DEFLATED = 8

/** A file of an archive. */
export interface Placed {
  name: string
  method: number
  crc: number
  /** Bytes [start, start + packed) of the archive are its data. */
  start: number
  packed: number
  /** Unpacked. */
  bytes: number
}

const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22
/** Above them the format needs its 64-bit form, which we do not read. */
const MOST_FILES = 0xffff
const MOST_BYTES = 0xffffffff
const MOST_DIRECTORY = 1 << 24

/** The files of an archive as yauzl finds them, after the checks that it does not make. Throws ZipError. */
export async function readDirectory(path: string): Promise<Placed[]> {
  const file = await open(path)
  try {
    // names as they stand there: yauzl's own have "/" for "\", and some end it with words that aren't ours
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
    const zip = await fromRandomAccessReaderPromise(new Bytes(file), (await file.stat()).size, options)
    const { entries, start } = await entriesOf(zip)
    for (const entry of entries) checkEntry(entry)
    checkNames(entries)
    return await place(zip, entries, start)
  } catch (error) {
    // yauzl's errors say nothing but their message, those of the disk have a code
    if (error instanceof ZipError || 'code' in (error as Error)) throw error
    throw new ZipError((error as Error).message, { cause: error })
  } finally {
    await file.close()
  }
}

/** They and where the directory starts, which ends where the end record begins. */
async function entriesOf(zip: ZipFile): Promise<{ entries: Entry[]; start: number }> {
  if (zip.entryCount >= MOST_FILES) throw new ZipError('it has no directory')
  const entries: Entry[] = []
  let length = 0
  for await (const entry of zip.eachEntry()) {
    length += CENTRAL_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    if (length > MOST_DIRECTORY) throw new ZipError('its directory is too large')
    entries.push(entry)
  }
  const end = zip.fileSize - zip.comment.length - END_BYTES
  if (Number(zip.readEntryCursor) !== end) throw new ZipError('it has no directory') // its type says boolean
  return { entries, start: end - length }
}

/** In UTF-8, as we write them, whatever the entry says. */
const nameOf = (entry: Entry): string => entry.fileNameRaw.toString('utf8')

function checkEntry(entry: Entry): void {
  const { compressionMethod: method, compressedSize: packed, uncompressedSize: bytes } = entry
  const name = nameOf(entry)
  if (entry.isEncrypted()) throw new ZipError(`"${name}" in it is encrypted`)
  if (method !== STORED && method !== DEFLATED) throw new ZipError(`"${name}" is packed in an unknown way`)
  if (packed >= MOST_BYTES || bytes >= MOST_BYTES) throw new ZipError(`"${name}" is too large`)
  if (method === STORED && packed !== bytes) throw new ZipError(`"${name}" has two sizes`)
}

function checkNames(entries: readonly Entry[]): void {
  const names = new Set<string>()
  for (const name of entries.map(nameOf)) {
    if (names.has(name)) throw new ZipError(`it holds "${name}" twice`)
    names.add(name)
  }
}

/** Finds each file's data, which ends before `end`. */
async function place(zip: ZipFile, entries: readonly Entry[], end: number): Promise<Placed[]> {
  const placed: (Placed & { offset: number })[] = []
  for (const entry of entries) {
    const [name, offset] = [nameOf(entry), entry.relativeOffsetOfLocalHeader]
    if (offset + LOCAL_BYTES > end) throw new ZipError(`"${name}" is missing`)
    const local = await zip.readLocalFileHeaderPromise(entry)
    if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod) {
      throw new ZipError(`"${name}" is damaged`)
    }
    const { compressionMethod: method, crc32: crc, compressedSize: packed, uncompressedSize: bytes } = entry
    placed.push({ name, method, crc, start: local.fileDataStart, packed, bytes, offset })
  }
  checkShared(placed, end)
  return placed
}

/** Files that share bytes are how a small archive unpacks to a huge one. */
function checkShared(placed: readonly (Placed & { offset: number })[], end: number): void {
  let free = 0
  for (const { name, offset, start, packed } of [...placed].sort((a, b) => a.offset - b.offset)) {
    if (offset < free || start + packed > end) throw new ZipError(`"${name}" shares its bytes with another file`)
    free = start + packed
  }
}
