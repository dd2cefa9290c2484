import { rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { PlanSchema } from '../../electron/shared/ipc/plan_data'
import { makeBrokenModels, TINY_MODEL } from '../fixtures/models/broken'
import { runCli } from './run_cli'

const broken = makeBrokenModels()
afterAll(() => rmSync(broken.folder, { recursive: true }))

it('plans the tiny model for this computer and loads nothing', async () => {
  const { status, stdout, stderr } = await runCli(['--plan', '--json', '--model', TINY_MODEL, '--ctx', '4096'])
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const plan = PlanSchema.parse(JSON.parse(stdout))
  expect(plan).toMatchObject({ fits: true, model: { layers: 2, contextLength: 8192 }, choice: { context: 4096 } })
  const host = plan.devices.at(-1)!
  expect(host).toMatchObject({ cache: 2 * 4096 * (48 + 64) * 2 })
  expect(plan.machine.host.bandwidth).toBeGreaterThan(1e8)
})

it('says with status 4 why a model can not be planned', async () => {
  const { status, stdout, stderr } = await runCli(['--plan', '--model', broken.noIndexer])
  expect([status, stdout]).toEqual([4, ''])
  expect(stderr).toContain('no lightning indexer tensors')
})
