import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { native, withCancel } from '../../electron/engine/native'
import { planModel } from '../../electron/engine/plan_model'
import { readMachine } from '../../electron/models/plan/machine'
import type { KeyType, Machine } from '../../electron/shared/ipc/plan_data'
import { makeDense } from '../fixtures/models/families/dense'
import { FAMILIES, makeFamily } from '../fixtures/models/families/families'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-simulated-'))
afterAll(() => rmSync(folder, { recursive: true }))

const GIB = 2 ** 30
const machine: Machine = {
  name: 'only a processor',
  host: { totalBytes: 8 * GIB, freeBytes: 8 * GIB, cores: 1, bandwidth: null, operations: null, disk: null },
  gpus: [],
}
const of = (path: string, choice: { context?: number; keys?: KeyType }, on = machine) =>
  planModel(path, { gpu: false, machine: () => on, choice })

const OTHERS: [string, () => string][] = [
  ...FAMILIES.filter((family) => family !== 'deepseek32').map((family): [string, () => string] => [
    family,
    () => makeFamily(folder, family),
  ]),
  ['llama', () => makeDense(folder)],
]

it.each(OTHERS)('a plan of %s says to the byte what llama.cpp allocates', async (_, make) => {
  const path = make()
  for (const keys of ['f16', 'q8_0'] as const) {
    const plan = await of(path, { context: 1500, keys })
    const { weights, cache, compute } = plan.devices[0]!
    // where weights are copied: mapped ones are counted with what lies between them in the file
    const model = await withCancel(undefined, () => native().Model.load(path, { gpuLayers: 0, topK: 0, mapped: false }))
    const context = await native().Context.create(model, { length: 1500, threads: 1, keys })
    const held = { weights: 0, cache: 0, compute: 0 }
    for (const use of context.memory()) {
      for (const part of ['weights', 'cache', 'compute'] as const) held[part] += use[part]
    }
    await context.close()
    model.close()
    expect({ weights, cache, compute }).toEqual(held)
    expect(plan).toMatchObject({ fits: true, speed: [], choice: { context: 1500, keys, gpuLayers: 0 } })
  }
})

it('takes the longest context that fits, and says what would do where none does', async () => {
  const path = makeFamily(folder, 'hy_v4')
  expect(await of(path, {})).toMatchObject({ fits: true, choice: { context: 4096 } })
  const full = { ...machine, host: { ...machine.host, freeBytes: GIB / 16 } }
  const plan = await of(path, {}, full)
  expect(plan.fits).toBe(false)
  expect(plan.notes.join(' ')).toMatch(/needs 0\.\d GiB of main memory.*What would do: .*reckoned ahead for hy_v4/)
})

it("says that other machines' GPUs can't be planned for", async () => {
  const plan = of(makeFamily(folder, 'hy_v4'), {}, readMachine('test/fixtures/machines/eight-gpus.json'))
  await expect(plan).rejects.toThrow(/hy_v4\) with 80 GB GPU 0: .*GPUs of this computer only.*leave out --machine/)
})
