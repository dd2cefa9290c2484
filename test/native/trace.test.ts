import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Trace } from '../../electron/engine/native_trace'
import { openTrace, type TraceAddon } from '../../electron/trace/open'
import { pythonWithNumpy, readWithPython } from '../fixtures/trace/python'

const root = join(import.meta.dirname, '..', '..')
const build = join(root, 'build', 'trace-test')
const binaries = join(build, 'trace_test')
const require = createRequire(import.meta.url)

/** The JavaScript class alone, over a made-up trace of 3 layers, 300 + 30 positions, 12 answer tokens, top-k 40. */
let addon: TraceAddon & { randomTrace(): Trace }
const folder = mkdtempSync(join(tmpdir(), 'trace-'))
const layers = Int32Array.of(0, 1, 2)

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`)
  return stdout
}

beforeAll(() => {
  const include = (name: string) => require(name).include_dir as string
  run('cmake', [
    ...['-S', join(root, 'native', 'addon', 'trace'), '-B', build],
    ...['-DCMAKE_BUILD_TYPE=Release', '-DSPARSELENS_TESTS=ON'],
    `-DNODE_ADDON_API=${join(root, 'node_modules', 'node-addon-api')}`,
    `-DNODE_API_HEADERS=${include('node-api-headers')}`,
  ])
  run('cmake', ['--build', build, '--config', 'Release', '--parallel', '2'])
  addon = require(join(binaries, 'trace_test_addon.node'))
}, 600_000)

afterAll(() => rmSync(folder, { recursive: true }))

function errorOf(body: () => unknown): { code?: string; message: string } {
  try {
    body()
  } catch (error) {
    return error as Error & { code?: string }
  }
  throw new Error('nothing was thrown')
}

test('native checks of the trace pass', { timeout: 120_000 }, () => {
  const { status, stdout } = spawnSync(join(binaries, 'trace_test'), { encoding: 'utf8' })
  expect(stdout).not.toContain('FAILED')
  expect(status).toBe(0)
})

test('info says what the trace is about', () => {
  const { info } = addon.randomTrace()
  expect(info).toMatchObject({
    version: 1,
    topK: 40,
    layers: 3,
    tokens: 12,
    promptLength: 330,
    promptStride: 1,
    meta: '',
  })
  expect(info.sentences).toBeInstanceOf(Int32Array)
  expect(info.sentences[0]).toBe(3)
  expect(info.sentences.at(-1)).toBe(300)
})

test('a row has its selected and missed positions and its sentences', () => {
  const row = addon.randomTrace().row(5, 1)
  expect(row.position).toBe(334)
  expect(row.positions).toHaveLength(40)
  expect([...row.positions]).toEqual([...row.positions].sort((a, b) => a - b))
  expect(row.lastIn).toBe(Math.min(...row.scores))
  expect(row.missedScores).toHaveLength(row.missed.length)
  expect(row.sentenceMax).toHaveLength(row.sentences.length)
  expect(row.sentenceLogSumExp).toHaveLength(row.sentences.length)
})

test('totals and uses count the same selections', () => {
  const trace = addon.randomTrace()
  const totals = trace.totals({ from: 0, to: 12, layers }, Int32Array.of(0, 100, 120, 300))
  expect(totals.count).toBeInstanceOf(Uint32Array)
  expect(totals.count).toHaveLength(3)
  expect(totals.count.reduce((a, b) => a + b)).toBe(12 * 3 * 40)
  expect(totals.mass.reduce((a, b) => a + b)).toBeCloseTo(12 * 3, 4)
  expect(trace.uses(120, 300, layers).reduce((a, b) => a + b)).toBe(totals.count[1])
  const entered = new Set<number>()
  for (let token = 0; token < 12; token++)
    for (const layer of layers) for (const position of trace.row(token, layer).positions) entered.add(position)
  expect(totals.distinct[1]).toBe([...entered].filter((p) => p >= 120 && p < 300).length)
  expect(totals.distinct.reduce((a, b) => a + b)).toBe(entered.size)
  expect(trace.totals({ from: 3, to: 3, layers }, new Int32Array()).score).toEqual(Float32Array.of(-Infinity))
})

test('layer by layer the counts are the same, also of what is left out', () => {
  const trace = addon.randomTrace()
  const span = { from: 1, to: 9, layers }
  const segments = Int32Array.of(0, 100, 120, 300)
  const counts = trace.layerTotals(span, segments, { sinks: false, recent: false })
  expect(counts.sinks).toEqual(new Uint32Array(3))
  for (const layer of [0, 1, 2]) {
    const alone = trace.totals({ ...span, layers: Int32Array.of(layer) }, segments)
    expect(counts.count.subarray(layer * 3, layer * 3 + 3)).toEqual(alone.count)
  }
  const without = trace.layerTotals(span, segments, { sinks: true, recent: true })
  for (const layer of [0, 1, 2]) {
    const rows = Array.from({ length: 8 }, (_, i) => trace.row(i + 1, layer))
    const recent = rows.reduce((n, { position, positions }) => n + positions.filter((p) => position - p < 64).length, 0)
    expect(without.recent[layer]! + without.sinks[layer]!).toBeGreaterThanOrEqual(recent)
    const rest = without.count.subarray(layer * 3, layer * 3 + 3).reduce((a, b) => a + b)
    expect(rest + without.recent[layer]! + without.sinks[layer]!).toBe(8 * 40)
  }
})

test('the layers of an evidence add up to it', () => {
  const trace = addon.randomTrace()
  const span = { from: 0, to: 12, layers }
  const sentences = Int32Array.of(0, 3, 1)
  const byLayer = trace.evidenceByLayer(span, sentences)
  const all = trace.evidence(span)
  for (const [i, s] of sentences.entries()) {
    expect(byLayer[i]! + byLayer[3 + i]! + byLayer[6 + i]!).toBeCloseTo(all[s]!, 4)
  }
  expect(() => trace.evidenceByLayer(span, Int32Array.of(-1))).toThrow(/no sentence/)
})

test('evidence has a number for every sentence, prompt for every position', () => {
  const trace = addon.randomTrace()
  const evidence = trace.evidence({ from: 2, to: 6, layers })
  expect(evidence).toHaveLength(trace.info.sentences.length / 2)
  expect(evidence.every(Number.isFinite)).toBe(true)
  expect(trace.prompt(2).count).toHaveLength(330)
  expect(trace.prompt(2).mass.reduce((a, b) => a + b)).toBeCloseTo(330, 1)
})

test('a saved trace opens, says the same and verifies', async () => {
  const trace = addon.randomTrace()
  const path = join(folder, 'saved ü.trace')
  await trace.save(path, '{"question":"¿Qué?"}')
  const opened = await openTrace(path, addon)
  await opened.verify()
  expect(opened.info).toEqual({ ...trace.info, meta: '{"question":"¿Qué?"}' })
  const span = { from: 0, to: 12, layers }
  expect(opened.row(11, 2)).toEqual(trace.row(11, 2))
  expect(opened.totals(span, trace.info.sentences)).toEqual(trace.totals(span, trace.info.sentences))
  expect(opened.evidence(span)).toEqual(trace.evidence(span))
  expect(opened.prompt(1)).toEqual(trace.prompt(1))
  opened.close()
})

test.skipIf(!pythonWithNumpy)('read_trace.py reads the same rows (needs python3 with numpy)', async () => {
  const trace = addon.randomTrace()
  const path = join(folder, 'numpy.trace')
  await trace.save(path, '{"title":"made"}')
  const wanted = [0, 5, 11].flatMap((token) => [0, 1, 2].map((layer): [number, number] => [token, layer]))
  const read = readWithPython(path, wanted)
  expect(read.sentences).toEqual([...trace.info.sentences])
  expect(read.counts[1]).toBe(trace.prompt(1).count.reduce((a, b) => a + b))
  for (const [i, [token, layer]] of wanted.entries()) {
    const { position, positions, scores } = trace.row(token, layer)
    expect(read.rows[i]).toMatchObject({ position, positions: [...positions], scores: [...scores] })
    expect(read.rows[i]!.mass).toBeCloseTo(1, 2)
  }
})

test('damaged and missing files and failed writes have a code and a sentence', async () => {
  const path = join(folder, 'damaged.trace')
  await addon.randomTrace().save(path, '{}')
  const bytes = readFileSync(path)
  bytes[9 * 1024]! ^= 1 // a row: only noticed by verify(), or when it is read
  writeFileSync(path, bytes)
  await expect((await openTrace(path, addon)).verify()).rejects.toMatchObject({ code: 'trace-damaged' })
  writeFileSync(path, bytes.subarray(0, 5000))
  await expect(openTrace(path, addon)).rejects.toMatchObject({ name: 'EngineError', code: 'trace-damaged' })
  await expect(openTrace(join(folder, 'none'), addon)).rejects.toThrow(/can't be opened/)
  const nowhere = join(folder, 'none', 'x.trace')
  await expect(addon.randomTrace().save(nowhere, '{}')).rejects.toMatchObject({ code: 'trace-write-failed' })
  expect(existsSync(nowhere)).toBe(false)
})

test('wrong arguments and closed traces throw errors with a code', () => {
  const trace = addon.randomTrace()
  const wrong = [
    () => trace.row(12, 0),
    () => trace.row(0, 3),
    () => trace.row(0.5, 0),
    () => trace.row('0' as never, 0),
    () => trace.prompt(Number.NaN),
    () => trace.totals({ from: 0, to: 13, layers }, new Int32Array()),
    () => trace.totals({ from: 0, to: 12, layers: [0] as never }, new Int32Array()),
    () => trace.totals({ from: 0, to: 12, layers }, Int32Array.of(0, 5, 3, 9)),
    () => trace.totals({ from: 0, to: 12, layers }, Int32Array.of(0)),
    () => trace.totals(undefined as never, Int32Array.of(0)),
    () => trace.uses(0, 5, Float32Array.of(1) as never),
    () => trace.save(5 as never, ''),
  ]
  for (const body of wrong) expect(errorOf(body).code, body.toString()).toBe('bad-argument')
  trace.close()
  trace.close()
  expect(errorOf(() => trace.info).code).toBe('closed')
  expect(errorOf(() => trace.row(0, 0)).code).toBe('closed')
})

test('a trace that is closed while it is saved is saved', async () => {
  const trace = addon.randomTrace()
  const path = join(folder, 'closed.trace')
  const saving = trace.save(path, '{}')
  trace.close()
  await saving
  expect((await openTrace(path, addon)).info.tokens).toBe(12)
})
