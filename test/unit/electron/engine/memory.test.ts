import { describe, expect, it } from 'vitest'
import { canBeCopied, checkMemory } from '../../../../electron/engine/memory'

const GIB = 2 ** 30
const file = { layers: 61, cacheRow: 704 }

describe('memory before a model is loaded', () => {
  it('lets weights be packed anew only where copies of them fit', () => {
    expect(canBeCopied(383 * GIB, 490 * GIB)).toBe(true)
    expect(canBeCopied(383 * GIB, 58 * GIB)).toBe(false)
    expect(canBeCopied(100 * 2 ** 20)).toBe(true) // the built-in model, here
  })

  it('refuses a KV cache that does not fit, with what would do', () => {
    expect(() => checkMemory(file, 131_072, 64 * GIB)).not.toThrow()
    expect(() => checkMemory(file, 131_072, 4 * GIB)).toThrow(
      'A context of 131072 tokens needs 10.5 GiB of memory, but 4.0 GiB are free; use a smaller --ctx.',
    )
  })
})
