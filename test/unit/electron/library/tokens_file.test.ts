import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readTokens, writeTokens } from '../../../../electron/library/tokens_file'

const path = join(mkdtempSync(join(tmpdir(), 'tokens-')), 'tokens.bin')

it('gives back what was written', async () => {
  const tokens = { ids: Int32Array.of(5, -1, 70000), offsets: Uint32Array.of(0, 3, 4, 4_000_000_000) }
  await writeTokens(path, tokens)
  expect(await readTokens(path)).toEqual(tokens)
  await writeTokens(path, { ids: new Int32Array(), offsets: Uint32Array.of(0) })
  expect((await readTokens(path)).offsets).toEqual(Uint32Array.of(0))
})

it('says so when a file is damaged', async () => {
  await writeTokens(path, { ids: Int32Array.of(1), offsets: Uint32Array.of(0, 1) })
  const bytes = readFileSync(path)
  for (const damaged of [bytes.subarray(0, -1), Buffer.alloc(0), Buffer.alloc(24)]) {
    writeFileSync(path, damaged)
    await expect(readTokens(path)).rejects.toThrow('damaged')
  }
})
