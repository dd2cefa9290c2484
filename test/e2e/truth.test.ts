import { afterAll, beforeAll, describe, test } from 'vitest'
import { pythonWithNumpy } from '../fixtures/trace/python'
import { Truth } from './truth_check'

/** What the lens counts is what the trace's file says. */

describe.skipIf(!pythonWithNumpy)('the numbers are the trace’s (needs python3 with numpy)', () => {
  let truth: Truth
  beforeAll(async () => {
    truth = await Truth.begin()
  })
  afterAll(() => truth?.running.close())

  test('counts of random spans and layers add up to the rows', () => truth.checkCounts(6))
  test('the map’s legend adds up to the rows', () => truth.checkLegend())
})
