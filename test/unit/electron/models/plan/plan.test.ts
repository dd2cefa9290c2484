import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readMachine } from '../../../../../electron/models/plan/machine'
import { makePlan } from '../../../../../electron/models/plan/plan'
import { recorderBytes } from '../../../../../electron/models/plan/recorder_memory'
import { type Header, shapeOf } from '../../../../../electron/models/plan/shape'
import { ubatchAt } from '../../../../../electron/models/plan/speed'
import { type PlanChoice, PlanSchema } from '../../../../../electron/shared/ipc/plan_data'
import { sharesTable, workTable } from '../../../../fixtures/full_size_tables'
import { fullSizeHeader } from '../../../../fixtures/models/full_size'
import { MACHINES, machineFile, planTable } from '../../../../fixtures/plan_table'

const GIB = 2 ** 30
const ROOT = join(import.meta.dirname, '..', '..', '..', '..', '..')
let header: Header
beforeAll(() => {
  header = fullSizeHeader('Q4_K_M')
})

const planOn = (machine: (typeof MACHINES)[number], choice?: PlanChoice) =>
  makePlan(header, readMachine(machineFile(machine)), choice)

/** Where all cores are busy with something else, ten plans take their time. */
const PATIENT = { timeout: 120_000 }

describe('a plan of V3.2-Exp in Q4_K_M', PATIENT, () => {
  it('puts attention on a small GPU and experts into main memory', () => {
    const plan = planOn('gpu-24gb')
    expect(PlanSchema.parse(plan)).toEqual(plan)
    expect(plan).toMatchObject({ fits: true, basis: 'computed', choice: { gpuLayers: 63, cpuExperts: 61 } })
    expect(plan.model).toMatchObject({ layers: 61, topK: 2048, quantization: 'Q4_K 79%, Q6_K 21%' })
    const [gpu, host] = plan.devices
    expect(gpu!.total + GIB).toBeLessThanOrEqual(gpu!.freeBytes)
    // attention and shared experts, and a layer's experts that it computes with while it reads
    expect(gpu!.weights / GIB).toBeCloseTo(9.8, 1)
    expect(gpu!.compute / GIB).toBeGreaterThan(2)
    expect(host).toMatchObject({ cache: 0, kind: 'host' })
    expect(host!.weights / GIB).toBeCloseTo(366.5, 0)
  })

  it('holds all of it on eight large GPUs, a run of layers each', () => {
    const { fits, choice, devices } = planOn('eight-gpus')
    expect(fits).toBe(true)
    expect(choice).toMatchObject({ context: 163_840, gpuLayers: 63, cpuExperts: 0, split: [8, 8, 8, 8, 7, 8, 8, 8] })
    expect(devices).toHaveLength(9)
    // 61 layers with 704 numbers in two bytes for each position
    expect(devices.reduce((sum, { cache }) => sum + cache, 0)).toBe(61 * 163_840 * 704 * 2)
  })

  it('tells that weights become copies where they are packed for the processor', () => {
    expect(planOn('two-sockets').notes[0]).toMatch(/^Up to 3\d\d\.\d GiB of weights are packed anew/)
    expect(planOn('gpu-24gb').notes.join(' ')).not.toContain('packed anew')
  })

  it('says no where it does not fit, and what would do', () => {
    const { fits, notes, speed } = planOn('laptop-64gb')
    expect(fits).toBe(false)
    expect(notes.join(' ')).not.toContain('packed anew') // it would stay mapped (memory.ts)
    expect(speed).toEqual([])
    expect(notes[0]).toBe('It needs 378.0 GiB of main memory, and 58.0 GiB are free.')
    expect(notes[1]).toMatch(/^What would do: 384\.0 GiB of main memory or more/)
    expect(notes[2]).toMatch(
      /read about 18\.\d GiB from the disk for each token of an answer, which takes 3\.\d s at 5\.0 GB/,
    )
  })

  it('keeps to what was chosen', () => {
    const choice: PlanChoice = {
      context: 32_768,
      keys: 'q8_0',
      gpuLayers: 20,
      cpuExperts: 58,
      threads: 5,
      mapped: false,
    }
    const plan = planOn('gpu-24gb', choice)
    expect(plan.choice).toMatchObject({ ...choice, split: [20], answerTokens: 320 })
    // the output and the last 19 blocks, of which the last is not loaded
    expect(plan.devices[0]!.cache).toBe(18 * 32_768 * (704 / 32) * 34)
    expect(planOn('gpu-24gb', { gpuLayers: 63, cpuExperts: 0 }).notes[0]).toMatch(/24 GB GPU has 23\.6 GiB free/)
    const longer = planOn('two-sockets', { answerTokens: 3200 }).devices[0]!.trace
    expect(longer).toBeGreaterThan(planOn('two-sockets').devices[0]!.trace)
  })

  it('moves experts to main memory until the rest fits the GPUs', () => {
    const plan = makePlan(fullSizeHeader('Q8_0'), readMachine(machineFile('eight-gpus')))
    expect(plan.fits).toBe(true)
    expect(plan.choice.cpuExperts).toBeGreaterThan(0)
    expect(plan.choice.split.reduce((a, b) => a + b)).toBe(63)
    for (const device of plan.devices.filter(({ kind }) => kind === 'gpu')) {
      expect(device.total + GIB).toBeLessThanOrEqual(device.freeBytes)
    }
    const fewer = { cpuExperts: plan.choice.cpuExperts - 1, gpuLayers: 63, context: plan.choice.context }
    expect(makePlan(fullSizeHeader('Q8_0'), readMachine(machineFile('eight-gpus')), fewer).fits).toBe(false)
    const split = makePlan(fullSizeHeader('Q8_0'), readMachine(machineFile('eight-gpus')), { split: [4, 0, 6] })
    expect(split.choice).toMatchObject({ gpuLayers: 10, split: [4, 0, 6, 0, 0, 0, 0, 0] })
    expect(split.devices[1]!.weights).toBe(0)
  })

  it('tells speed by what a token moves and computes', () => {
    const { speed } = planOn('two-sockets')
    expect(speed.map(({ depth }) => depth)).toEqual([0, 32_768, 131_072])
    const [first, , last] = speed
    // 37 of 671 billion weights take part: 22 GB in Q4_K_M; deep in a text the indexer's keys add 2 GB
    expect(first!.bytesPerToken / 1e9).toBeCloseTo(22.8, 1)
    expect((last!.bytesPerToken - first!.bytesPerToken) / 1e9).toBeCloseTo(2.2, 1)
    expect(first!.writeTokensPerSecond).toBeCloseTo((614e9 * 0.6) / first!.bytesPerToken, 5)
    expect(last!.readTokensPerSecond!).toBeLessThan(first!.readTokensPerSecond!)
    const unknown = readMachine(machineFile('two-sockets'))
    unknown.host.bandwidth = null
    expect(makePlan(header, unknown).speed[0]).toMatchObject({ readTokensPerSecond: null, writeTokensPerSecond: null })
  })
})

it('a ubatch shrinks with depth, the less the more cores there are', () => {
  const shape = shapeOf(header)
  expect([0, 4096, 131_072].map((depth) => ubatchAt(shape, depth, 2, false))).toEqual([32, 16, 16])
  expect([0, 4096, 131_072].map((depth) => ubatchAt(shape, depth, 96, false))).toEqual([512, 512, 512])
  expect(ubatchAt(shape, 131_072, 2, true)).toBe(512)
})

it('without experts and GPUs half as many tokens are read at once', () => {
  const dense = { ...shapeOf(header), experts: 0 }
  expect(ubatchAt(dense, 0, 96, false)).toBe(256)
  expect(ubatchAt(dense, 0, 96, true)).toBe(512)
})

it('rows of an answer take what they take in a trace file', () => {
  const shape = { ...shapeOf(header), layers: 61, topK: 2048 }
  const rows = recorderBytes(shape, 100_000, 500) - recorderBytes(shape, 100_000, 0)
  // README.md: 297 MB, of which counts and mass of the prompt take 8 bytes for each layer and position
  expect(rows / (297e6 - 61 * 100_000 * 8)).toBeCloseTo(1, 1)
})

describe('a machine that a file describes', () => {
  it.each(MACHINES)('%s', (name) => {
    const machine = readMachine(machineFile(name))
    expect(machine.host.freeBytes).toBeLessThan(machine.host.totalBytes)
    expect(machine.gpus.every(({ freeBytes, totalBytes }) => freeBytes <= totalBytes)).toBe(true)
  })

  it('is refused with the place of what is wrong', () => {
    expect(() => readMachine(join(ROOT, 'nowhere.json'))).toThrow(/nowhere\.json can't be read/)
    expect(() => readMachine(join(ROOT, 'package.json'))).toThrow(/can't be used \(at "memoryGiB"/)
  })
})

describe('what the documents say', PATIENT, () => {
  it('README.md has the plans (npx tsx test/fixtures/plan_table.ts prints them)', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(planTable())
  })

  it('native/V3.2-EXP.md has the work of a token (npx tsx test/fixtures/full_size_tables.ts)', () => {
    const page = readFileSync(join(ROOT, 'native', 'V3.2-EXP.md'), 'utf8')
    expect(page).toContain(workTable())
    expect(page).toContain(sharesTable())
  })
})
