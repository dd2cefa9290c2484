import { afterAll, beforeAll, describe, test } from 'vitest'
import { pythonWithNumpy } from '../fixtures/trace/python'
import { checkBoxes } from './truth/boxes'
import { checkCounts } from './truth/counts'
import { Truth } from './truth/truth'

/** The same as truth.test.ts, hundreds of times. */

describe.skipIf(!pythonWithNumpy)('the picture is the trace (needs python3 with numpy)', () => {
  let truth: Truth
  beforeAll(async () => {
    truth = await Truth.begin()
  })
  afterAll(() => truth?.running.close())

  test('boxes of hundreds of random tokens and layers are the rows', () => checkBoxes(truth, 300))
  test('counts of hundreds of random spans and layers add up to the rows', () => checkCounts(truth, 200))
})
