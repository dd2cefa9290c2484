import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineError } from '../../../../electron/engine/errors'
import { writeTraceJsonLines } from '../../../../electron/export/jsonl'
import { fakePart, fakeResult } from '../cli/fakes'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-jsonl-'))
  path = join(folder, 'trace.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = () =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('writeTraceJsonLines', () => {
  it('writes a header for each part and a line for each row', async () => {
    await writeTraceJsonLines(path, [fakeResult({ traced: [fakePart(2), fakePart(1)] })])
    const [header, ...rows] = lines()
    expect(header).toMatchObject({
      version: 1,
      model: { name: 'Tiny', sha256: 'ab'.repeat(32) },
      topK: 4,
      layers: 2,
      promptLength: 10,
    })
    expect(header.tokens).toHaveLength(12)
    expect(header.tokens[3]).toEqual({ id: 3, text: 't3', page: 1, sentence: null })
    expect(rows.map(({ token, layer }) => (token === undefined ? 'header' : [token, layer]))).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      'header',
      [0, 0],
      [0, 1],
    ])
    expect(rows[0]).toEqual({
      token: 0,
      position: 9,
      layer: 0,
      positions: [0, 2, 4, 6],
      scores: [0.333333, 2.33333, 4.33333, 6.33333],
    })
  })

  it('tells all F16 scores apart', async () => {
    const part = fakePart(1)
    const scores = Float32Array.from([1, 1 + 2 ** -10, 6.1035e-5, 65504])
    const row = part.trace.row
    part.trace.row = (token, layer) => ({ ...row(token, layer), scores })
    await writeTraceJsonLines(path, [fakeResult({ traced: [part] })])
    const read = lines()[1].scores as number[]
    for (const [i, score] of read.entries()) expect(score / scores[i]!).toBeCloseTo(1, 5)
    expect(new Set(read).size).toBe(4)
  })

  it('replaces an older file only when it is complete', async () => {
    writeFileSync(path, 'old')
    const part = fakePart()
    part.trace.row = () => {
      throw new Error('broken')
    }
    await expect(writeTraceJsonLines(path, [fakeResult({ traced: [part] })])).rejects.toThrow('broken')
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['trace.jsonl'])
    await writeTraceJsonLines(path, [fakeResult({ traced: [fakePart()] })])
    expect(lines()).toHaveLength(5)
  })

  it('stops when cancelled', async () => {
    const signal = AbortSignal.abort()
    await expect(writeTraceJsonLines(path, [fakeResult({ traced: [fakePart()] })], signal)).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })

  it('writes through a link', async () => {
    mkdirSync(join(folder, 'real'))
    const target = join(folder, 'real', 'file')
    writeFileSync(target, '')
    symlinkSync(target, path)
    await writeTraceJsonLines(path, [fakeResult({ traced: [fakePart()] })])
    expect(readFileSync(target, 'utf8')).toContain('"version":1')
  })

  it.each([
    ['no folder', () => join(folder, 'none', 'file'), /folder does not exist/],
    ['a folder', () => folder, /is a folder/],
    ['a full disk', () => '/dev/full', /disk is full/],
  ])('says what is wrong with %s', async (_name, place, message) => {
    if (place() === '/dev/full' && !existsSync('/dev/full')) return
    const written = writeTraceJsonLines(place(), [fakeResult({ traced: [fakePart()] })])
    await expect(written).rejects.toThrow(message)
    await expect(written).rejects.toSatisfy((error) => error instanceof EngineError && error.code === 'write-failed')
  })

  it('writes to a device without replacing it', async () => {
    if (!existsSync('/dev/null')) return
    await writeTraceJsonLines('/dev/null', [fakeResult({ traced: [fakePart()] })])
    expect(existsSync('/dev/null')).toBe(true)
  })
})
