import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openModel } from '../../electron/engine/model'
import { calibrated } from '../../electron/summarize/calibration'
import { makeBrokenModels } from '../fixtures/models/broken'

const models = makeBrokenModels()
const cache = mkdtempSync(join(tmpdir(), 'sparselens-cache-'))
const before = process.env.XDG_CACHE_HOME

beforeAll(() => {
  process.env.XDG_CACHE_HOME = cache
})
afterAll(() => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME
  else process.env.XDG_CACHE_HOME = before
  rmSync(cache, { recursive: true })
  rmSync(models.folder, { recursive: true })
})

it('asks a model that does not name its retrieval layers once, and remembers what came out', async () => {
  const model = await openModel({ path: models.noRetrievalLayers })
  expect(model.info.calibrated).toBe(false)
  const steps: number[] = []
  const first = await calibrated(model, (done) => steps.push(done))
  expect(steps.length).toBe(10)
  // a random model knows no answer: nothing can be said of its layers, and that is said
  expect(first.info).toMatchObject({ retrievalLayers: [], calibrated: false })
  expect(readdirSync(join(cache, 'sparselens', 'calibration'))).toEqual([`${model.identity}.json`])
  steps.length = 0
  await calibrated(model, (done) => steps.push(done))
  expect(steps).toEqual([])
  model.native.close()
})

it('believes a file that names them', async () => {
  const model = await openModel({})
  expect(model.info.retrievalLayers).toEqual([14, 15, 17, 18, 20, 21, 22, 23, 24])
  expect(await calibrated(model)).toBe(model)
  model.native.close()
})
