import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelHash } from '../../../../electron/models/hash'

let folder: string
let cache: string
let shards: string[]

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const cacheFile = () => join(cache, 'model-hashes.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-hash-'))
  cache = join(folder, 'cache', 'deep')
  shards = ['one', 'two'].map((name) => join(folder, name))
  for (const path of shards) writeFileSync(path, `bytes of ${path}`)
})

afterEach(() => rmSync(folder, { recursive: true }))

const expected = () => sha256(shards.map((path) => readFileSync(path, 'utf8')).join(''))

describe('modelHash', () => {
  it('is the sha256 of all shards in order', async () => {
    expect(await modelHash(shards, cache)).toBe(expected())
    expect(await modelHash([...shards].reverse(), cache)).not.toBe(expected())
  })

  it('is kept, and made anew when a file changes', async () => {
    await modelHash(shards, cache)
    const known = JSON.parse(readFileSync(cacheFile(), 'utf8'))
    const key = Object.keys(known)[0]!
    writeFileSync(cacheFile(), JSON.stringify({ [key]: 'f'.repeat(64) }))
    expect(await modelHash(shards, cache)).toBe('f'.repeat(64))

    utimesSync(shards[0]!, 1, 1)
    expect(await modelHash(shards, cache)).toBe(expected())
    writeFileSync(shards[1]!, 'longer than it was before')
    expect(await modelHash(shards, cache)).toBe(expected())
  })

  it.each(['', '{', '[]', '{"x": 3}', '{"x": "short"}'])('ignores the broken cache %j', async (content) => {
    await modelHash(shards, cache)
    writeFileSync(cacheFile(), content)
    expect(await modelHash(shards, cache)).toBe(expected())
  })

  it('works where no cache can be kept', async () => {
    expect(await modelHash(shards, join(shards[0]!, 'not-a-folder'))).toBe(expected())
  })
})
