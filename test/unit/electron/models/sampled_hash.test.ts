import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { piecesOf, sampledHash } from '../../../../electron/models/sampled_hash'

const GB = 2 ** 30
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-sampled-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A file of holes, which cost neither room nor time. */
function sparse(name: string, size: number): string {
  const path = join(folder, name)
  writeFileSync(path, 'GGUF')
  truncateSync(path, size)
  return path
}

function poke(path: string, at: number, text: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, text, at)
  closeSync(file)
}

describe('sampledHash', () => {
  it('tells files of many GB apart by header, sizes and what lies at fixed places', async () => {
    const shards = [sparse('a-00001-of-00002.gguf', 40 * GB), sparse('a-00002-of-00002.gguf', 21 * GB + 5)]
    const seen = [await sampledHash(shards)]
    expect(seen[0]).toMatch(/^[0-9a-f]{64}$/)
    const [first, second] = piecesOf([40 * GB, 21 * GB + 5])
    const changes: [string, number][] = [
      [shards[0]!, (8 << 20) - 1], // of the header
      [shards[0]!, first!.at(-1)!.from],
      [shards[1]!, (1 << 16) - 1],
      [shards[1]!, 21 * GB + 4], // the last byte
      [shards[1]!, second!.at(2)!.to - 1],
    ]
    for (const [path, at] of changes) {
      poke(path, at, 'x')
      seen.push(await sampledHash(shards))
    }
    truncateSync(shards[1]!, 21 * GB + 6)
    seen.push(await sampledHash(shards))
    seen.push(await sampledHash([...shards].reverse()))
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('is of samples only: what lies between them changes nothing, nor does another name', async () => {
    const path = sparse('a.gguf', 40 * GB)
    const before = await sampledHash([path])
    const [pieces] = piecesOf([40 * GB])
    poke(path, pieces!.at(5)!.to, 'x')
    expect(await sampledHash([path])).toBe(before)
    expect(await sampledHash([sparse('renamed (1).gguf', 40 * GB)])).toBe(before)
  })

  it('reads a few MB of any size', () => {
    const shards = new Array<number>(15).fill(48 * GB)
    const bytes = piecesOf(shards)
      .flat()
      .reduce((sum, { from, to }) => sum + to - from, 0)
    // a block at a file's end may be shorter
    expect(bytes).toBeLessThanOrEqual((8 << 20) + 14 * (1 << 16) + 64 * (1 << 16))
    expect(bytes).toBeGreaterThan(12 << 20)
    const places = piecesOf(shards).map((pieces) => pieces.length)
    expect(Math.max(...places)).toBeLessThanOrEqual(6)
    expect(piecesOf(shards).at(-1)!.at(-1)!.to).toBe(48 * GB)
  })

  it('takes files smaller than a block, and empty ones', async () => {
    const [small, empty] = [join(folder, 'small'), join(folder, 'empty')]
    writeFileSync(small, 'GGUF')
    writeFileSync(empty, '')
    const hashes = [await sampledHash([small]), await sampledHash([small, empty]), await sampledHash([empty, small])]
    expect(new Set(hashes).size).toBe(3)
    // every place is within its file
    for (const { from, to } of piecesOf([4, 0, 70_000]).flat()) expect(to).toBeGreaterThanOrEqual(from)
  })
})
