import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { BackgroundHash } from '../../../../electron/models/background_hash'
import { sampledHash } from '../../../../electron/models/sampled_hash'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-hash-'))
const file = join(folder, 'model')
writeFileSync(file, Buffer.alloc(3 << 20, 7))
afterAll(() => rmSync(folder, { recursive: true }))

const expected = createHash('sha256')
  .update(Buffer.alloc(3 << 20, 7))
  .digest('hex')

describe("a model's hash in the background", () => {
  it('waits while the model works, and is known after', async () => {
    const hash = new BackgroundHash([file], { folder: join(folder, 'cache 1') })
    await hash.pausedWhile(async () => {
      await hash.pausedWhile(() => setTimeout(30))
      expect(hash.known).toEqual({ sha256: '' })
    })
    expect(await hash.value).toEqual({ sha256: expected })
    expect(hash.known).toEqual({ sha256: expected })
  })

  it('goes on after work that failed', async () => {
    const hash = new BackgroundHash([file], { folder: join(folder, 'cache 2') })
    const failing = hash.pausedWhile(() => Promise.reject(new Error('no memory')))
    await expect(failing).rejects.toThrow('no memory')
    expect(await hash.value).toEqual({ sha256: expected })
  })

  it('of a large model knows the samples, and all bytes once somebody asks', async () => {
    const options = { folder: join(folder, 'cache 3'), wholeUpTo: 1 << 20 }
    const hash = new BackgroundHash([file], options)
    const sampledSha256 = await sampledHash([file])
    expect(await hash.value).toEqual({ sha256: '', sampledSha256 })
    const seen: [number, number][] = []
    const whole = await hash.whole({ onProgress: (done, total) => seen.push([done, total]) })
    expect(whole).toEqual({ sha256: expected, sampledSha256 })
    expect(hash.known).toEqual(whole)
    expect(seen.at(-1)).toEqual([3 << 20, 3 << 20])
    expect(seen.length).toBeGreaterThan(1)
    // the next time both are known at once
    expect(await new BackgroundHash([file], options).value).toEqual(whole)
  })

  it('stops hashing all bytes when it is told to, and knows what it knew', async () => {
    const hash = new BackgroundHash([file], { folder: join(folder, 'cache 4'), wholeUpTo: 1 << 20 })
    const stop = new AbortController()
    await expect(hash.whole({ onProgress: () => stop.abort(), signal: stop.signal })).rejects.toThrow('abort')
    expect(hash.known).toEqual({ sha256: '', sampledSha256: await sampledHash([file]) })
  })
})
