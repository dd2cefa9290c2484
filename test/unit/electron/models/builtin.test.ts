import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { builtInModel, usualKeys } from '../../../../electron/models/builtin'
import { shardsOf } from '../../../../electron/models/shards'

const electron = process as { resourcesPath?: string }

afterEach(() => {
  delete electron.resourcesPath
})

it('only the built-in model on a CPU has a KV cache in 8 bits unless told otherwise', () => {
  expect(usualKeys(builtInModel(), 0)).toBe('q8_0')
  expect(usualKeys(builtInModel(), 31)).toBe('f16')
  expect(usualKeys('/models/other.gguf', 0)).toBe('f16')
})

describe('builtInModel', () => {
  it('is there in the source tree with all its shards', () => {
    expect(shardsOf(builtInModel())).toHaveLength(4)
    for (const shard of shardsOf(builtInModel())) expect(existsSync(shard)).toBe(true)
  })

  it('is found in the resources of a packaged app first', () => {
    const resources = mkdtempSync(join(tmpdir(), 'sparselens-resources-'))
    const inTree = builtInModel()
    const packaged = join(resources, inTree.slice(inTree.indexOf('assets')))
    mkdirSync(dirname(packaged), { recursive: true })
    writeFileSync(packaged, '')
    electron.resourcesPath = resources
    expect(builtInModel()).toBe(packaged)
    rmSync(resources, { recursive: true })
    expect(builtInModel()).toBe(inTree)
  })
})
