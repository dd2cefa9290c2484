import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../../electron/cli/arguments'
import { failureOf, UsageError } from '../../../../electron/cli/exit'
import { planModel } from '../../../../electron/cli/plan'
import { planText } from '../../../../electron/cli/plan_text'
import { PlanSchema } from '../../../../electron/shared/ipc/plan_data'
import { fakePlan, fakeRun } from './fakes'

describe('--plan', () => {
  it('passes on what was chosen, and reads no document', async () => {
    const argv =
      '--plan --model m --machine f --ctx 4096 --kv q8_0 --gpu-layers 3 --cpu-experts 2 --no-mmap --threads 5 --max-tokens 7'
    const choice = {
      context: 4096,
      keys: 'q8_0',
      gpuLayers: 3,
      cpuExperts: 2,
      mapped: false,
      threads: 5,
      answerTokens: 7,
    }
    expect((await fakeRun(argv.split(' '))).calls).toEqual([`plan m on f ${JSON.stringify(choice)}`])
    expect((await fakeRun(['--plan'])).calls).toEqual(['plan built-in on this computer {}'])
  })

  it('prints a line of JSON', async () => {
    const { stdout } = await fakeRun(['--plan', '--json'])
    expect(stdout).toMatch(/^[^\n]*\n$/)
    expect(PlanSchema.parse(JSON.parse(stdout))).toEqual(fakePlan())
  })

  it('prints a table', async () => {
    const { stdout } = await fakeRun(['--plan'])
    expect(stdout).toContain('Plan (computed, nothing was loaded): Tiny, Q8_0 100%, 4.0 GiB, on made up.')
    expect(stdout).toMatch(/\nIt fits\.\n\nA note\.\n/)
    expect(stdout).toContain('--cpu-experts 2: layers whose experts stay in main memory')
    expect(stdout).toMatch(/GiB +weights +KV cache +compute +trace +other +all +free\n/)
    expect(stdout).toMatch(/Main memory +3\.0 +0\.00 +0\.25 +0\.00 +0\.00 +3\.3 +6\.0\n/)
    expect(stdout).toMatch(/\n +0 +- +12 +3\.00 +7\.0\n/)
  })

  it('says nothing of GPUs where there are none, nor of speed where it does not fit', () => {
    const plan = fakePlan()
    const text = planText({ ...plan, fits: false, speed: [], machine: { ...plan.machine, gpus: [] } })
    expect(text).toContain('It does not fit.')
    expect(text).not.toMatch(/gpu-layers|tokens\/s/)
  })

  it.each([
    [['--plan', 'a.pdf'], /reads no document; leave out "a\.pdf"/],
    [['--plan', '--ask', 'why'], /leave out --ask/],
    [['--plan', '--kv', 'q3'], /--kv needs f16 or q8_0, not "q3"/],
    [['--plan', '--cpu-experts', '-1'], /--cpu-experts/],
    [['--plan', '--split', '3,x'], /--split needs the layers of each GPU, such as 30,32, not "3,x"/],
    [['a.pdf', '--split', '3,4', '--gpu-layers', '8'], /gives GPUs 7 layers, and --gpu-layers 8; leave one out/],
    [['a.pdf', '--machine', 'f'], /--machine is for --plan/],
    [['--measure-cost', '--kv', 'q8_0'], /doesn't know --kv/],
  ])('refuses %j', async (argv, message) => {
    const { error } = await fakeRun(argv)
    expect(error).toBeInstanceOf(UsageError)
    expect(failureOf(error)).toMatchObject({ status: 2, line: expect.stringMatching(message) })
  })
})

it('a description of a machine that cannot be used is wrong usage', async () => {
  const planned = planModel({
    json: false,
    machine: join(import.meta.dirname, '..', '..', '..', '..', 'package.json'),
    choice: {},
  })
  await expect(planned).rejects.toThrow(UsageError)
  await expect(planned).rejects.toThrow(/package\.json can't be used \(at "memoryGiB"/)
})

it('a reading takes the same choices', async () => {
  const { settings } = await fakeRun('a.pdf --cpu-experts 2 --no-mmap --kv q8_0'.split(' '))
  expect(settings).toMatchObject({ cpuExperts: 2, mapped: false, keys: 'q8_0' })
})

it('layers of each of several GPUs are layers on GPUs', async () => {
  const { settings } = await fakeRun('a.pdf --split 3,4'.split(' '))
  expect(settings).toMatchObject({ split: [3, 4], gpuLayers: 7 })
  expect(parseCommand(['--plan', '--split', '3, 4', '--gpu-layers', '7'])).toMatchObject({
    kind: 'plan',
    arguments: { choice: { split: [3, 4], gpuLayers: 7 } },
  })
})

it('--devices lists what computes here', async () => {
  const { stdout } = await fakeRun(['--devices'])
  expect(stdout).toMatch(/^device +kind +GiB free +of +what it is\nCPU +cpu +3\.0 +8\.0 +Fake\n/)
  expect(stdout).toMatch(/DSA +accelerator +- +- +sparse attention, avx2\n$/)
  const json = JSON.parse((await fakeRun(['--devices', '--json'])).stdout)
  expect(json).toMatchObject({ kind: 'devices', devices: [{ name: 'CPU', totalBytes: 8 * 2 ** 30 }, { name: 'DSA' }] })
})
