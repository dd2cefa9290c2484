import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { BackgroundHash } from '../../../../electron/models/background_hash'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-hash-'))
const file = join(folder, 'model')
writeFileSync(file, Buffer.alloc(3 << 20, 7))
afterAll(() => rmSync(folder, { recursive: true }))

const expected = createHash('sha256')
  .update(Buffer.alloc(3 << 20, 7))
  .digest('hex')

describe("a model's hash in the background", () => {
  it('waits while the model works, and is known after', async () => {
    const hash = new BackgroundHash([file], join(folder, 'cache 1'))
    await hash.pausedWhile(async () => {
      await hash.pausedWhile(() => setTimeout(30))
      expect(hash.known).toBeUndefined()
    })
    expect(await hash.value).toBe(expected)
    expect(hash.known).toBe(expected)
  })

  it('goes on after work that failed', async () => {
    const hash = new BackgroundHash([file], join(folder, 'cache 2'))
    const failing = hash.pausedWhile(() => Promise.reject(new Error('no memory')))
    await expect(failing).rejects.toThrow('no memory')
    expect(await hash.value).toBe(expected)
  })
})
