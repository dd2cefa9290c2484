import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OutputFile, writeOutput } from '../../../../../electron/export/output_file'
import { ZipReader } from '../../../../../electron/export/zip/read'
import { ZipWriter } from '../../../../../electron/export/zip/write'

// the records of a ZIP archive, without their names
const LOCAL = { bytes: 30 }
const CENTRAL = { bytes: 46 }
const END = { bytes: 22 }

// as SparseLens wrote it before it used yazl
const EARLIER =
  'UEsDBBQAAAgIAKMgQ1zp3CGECAAAAJYAAAAIAAAAw7wvYS50eHQrzlcoHnwIAFBLAwQUAAAIAACjIENcC/lDVgYAAAAGAAAABQAAAGIuYmluc3Rv' +
  'cmVkUEsBAhQAFAAACAgAoyBDXOncIYQIAAAAlgAAAAgAAAAAAAAAAAAAAAAAAAAAAMO8L2EudHh0UEsBAhQAFAAACAAAoyBDXAv5Q1YGAAAABgAAAAUA' +
  'AAAAAAAAAAAAAAAALgAAAGIuYmluUEsFBgAAAAACAAIAaQAAAFcAAAAAAA=='

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-zip-'))
  path = join(folder, 'a.zip')
})
afterEach(() => rmSync(folder, { recursive: true }))

const FILES = { 'ü/a.txt': 'so '.repeat(50_000), 'b.bin': 'stored', 'empty.txt': '' }

async function make(files: Record<string, string> = FILES): Promise<Buffer> {
  await writeOutput(path, 'The archive', async (file) => {
    const zip = new ZipWriter(file, new Date(2026, 1, 3, 4, 5, 6))
    for (const [name, text] of Object.entries(files)) {
      await zip.add({ name, deflate: name.endsWith('txt'), data: [Buffer.from(text)] })
    }
    await zip.finish()
  })
  return readFileSync(path)
}

async function readAll(): Promise<Record<string, string>> {
  const zip = await ZipReader.open(path)
  const found: Record<string, string> = {}
  for (const entry of zip.entries) found[entry.name] = await zip.text(entry)
  return found
}

/** Writes the archive with some bytes changed. */
const change = (data: Buffer, edit: (data: Buffer) => void): void => {
  edit(data)
  writeFileSync(path, data)
}
const directory = (data: Buffer) => data.readUInt32LE(data.length - END.bytes + 16)

describe('a ZIP archive', () => {
  it('gives back what was put in', async () => {
    const data = await make()
    expect(data.length).toBeLessThan(2000)
    expect(await readAll()).toEqual(FILES)
  })

  it('of an earlier version is read', async () => {
    writeFileSync(path, Buffer.from(EARLIER, 'base64'))
    expect(await readAll()).toEqual({ 'ü/a.txt': 'so '.repeat(50), 'b.bin': 'stored' })
  })

  it('starts with a file that a program knows it by, sizes before it', async () => {
    const data = await make({ mimetype: 'a/b' })
    expect(data.readUInt32LE(18)).toBe(3)
    expect(data.toString('latin1', LOCAL.bytes, LOCAL.bytes + 11)).toBe('mimetypea/b')
  })

  it('is what other programs understand', async () => {
    await make()
    const listed = spawnSync(
      'python3',
      [
        '-c',
        `import zipfile; z = zipfile.ZipFile(${JSON.stringify(path)}); print(z.testzip(), [(i.filename, i.file_size, i.date_time) for i in z.infolist()])`,
      ],
      { encoding: 'utf8' },
    )
    if (listed.error) return
    expect(listed.stdout.trim()).toBe(
      "None [('ü/a.txt', 150000, (2026, 2, 3, 4, 5, 6)), ('b.bin', 6, (2026, 2, 3, 4, 5, 6)), ('empty.txt', 0, (2026, 2, 3, 4, 5, 6))]",
    )
  })

  it('is refused wherever it is cut off', async () => {
    const data = await make()
    for (let length = 0; length < data.length; length += 7) {
      writeFileSync(path, data.subarray(0, length))
      await expect(ZipReader.open(path)).rejects.toThrow()
    }
  })

  it('is refused or read right whichever byte is damaged', async () => {
    const data = await make({ 'a.txt': 'some words', 'b.bin': 'and more' })
    for (let at = 0; at < data.length; at++) {
      const damaged = Buffer.from(data)
      damaged[at]! ^= 0x41
      writeFileSync(path, damaged)
      const found = await readAll().catch(() => undefined)
      if (found) expect(Object.values(found)).toEqual(['some words', 'and more'])
    }
  })

  it('is refused if a file is larger than it says', async () => {
    const data = await make({ 'a.txt': 'x'.repeat(1000) })
    change(data, () => data.writeUInt32LE(10, directory(data) + 24))
    await expect(readAll()).rejects.toThrow('larger than it says')
  })

  it('is refused if files share bytes', async () => {
    const data = await make({ 'a.bin': 'same', 'b.bin': 'same' })
    const second = directory(data) + CENTRAL.bytes + 5
    change(data, () => {
      data.write('a.bin', second + CENTRAL.bytes)
      data.writeUInt32LE(0, second + 42)
    })
    await expect(ZipReader.open(path)).rejects.toThrow('twice')
    const long = Buffer.from(data)
    change(long, () => {
      long.write('b.bin', second + CENTRAL.bytes)
      long.write('b.bin', LOCAL.bytes)
      long.write('b.bin', directory(data) + CENTRAL.bytes)
      long.write('c.bin', second + CENTRAL.bytes)
    })
    await expect(ZipReader.open(path)).rejects.toThrow()
  })

  it('is refused if it points to where no file reaches', async () => {
    const data = await make()
    const locator = Buffer.alloc(20)
    locator.writeUInt32LE(0x07064b50)
    const end = data.length - END.bytes
    for (const at of [0n, BigInt(data.length), 2n ** 53n, 2n ** 64n - 1n]) {
      locator.writeBigUInt64LE(at, 8)
      writeFileSync(path, Buffer.concat([data.subarray(0, end), locator, data.subarray(end)]))
      await expect(ZipReader.open(path)).rejects.toThrow()
    }
  })

  it('is refused if it is encrypted or packed in another way', async () => {
    const data = await make()
    change(Buffer.from(data), (copy) => copy.writeUInt16LE(1, directory(data) + 8))
    writeFileSync(path, withDirectory(data, 8, 1))
    await expect(ZipReader.open(path)).rejects.toThrow('encrypted')
    writeFileSync(path, withDirectory(data, 10, 12))
    await expect(ZipReader.open(path)).rejects.toThrow('unknown way')
  })
})

describe('a ZIP archive that is not finished', () => {
  const endless = () => createReadStream('/dev/zero', { highWaterMark: 1 << 16 })
  const add = (file: OutputFile, data: Readable, signal?: AbortSignal) =>
    new ZipWriter(file).add({ name: 'a.bin', deflate: false, data }, signal)

  it.skipIf(!existsSync('/dev/zero'))(
    'stops for the reason that it is given, and lets go of what it read',
    async () => {
      const [stop, data] = [new AbortController(), endless()]
      const written = writeOutput(path, 'The archive', (file) => add(file, data, stop.signal))
      data.once('data', () => stop.abort(new Error('enough')))
      await expect(written).rejects.toThrow('enough')
      expect(data.destroyed).toBe(true)
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.skipIf(!existsSync('/dev/zero')).each([
    ['at 4 GB', { length: 2 ** 32 - 10, bytes: () => Promise.resolve() }, 'larger than 4 GB'],
    ['where the disk does', { length: 0, bytes: () => Promise.reject(new Error('full')) }, 'full'],
  ])('stops %s', async (_where, file, reason) => {
    const data = endless()
    await expect(add(file as unknown as OutputFile, data)).rejects.toThrow(reason)
    expect(data.destroyed).toBe(true)
  })
})

function withDirectory(data: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(data)
  copy.writeUInt16LE(value, directory(data) + at)
  return copy
}
