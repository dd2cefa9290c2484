import { afterAll, beforeAll, describe, test } from 'vitest'
import { pythonWithNumpy } from '../fixtures/trace/python'
import { checkBoxes } from './truth/boxes'
import { checkCounts, checkLegend } from './truth/counts'
import { checkRanks } from './truth/ranks'
import { Truth } from './truth/truth'

/** What the lens draws and counts is what the trace's file says; hundreds of pairs: truth.long.test.ts. */

describe.skipIf(!pythonWithNumpy)('the picture is the trace (needs python3 with numpy)', () => {
  let truth: Truth
  beforeAll(async () => {
    truth = await Truth.begin()
  })
  afterAll(() => truth?.running.close())

  test('boxes of random tokens and layers are the rows', () => checkBoxes(truth, 6))
  test('counts of random spans and layers add up to the rows', () => checkCounts(truth, 6))
  test('ranks of all that missed are those of the scores', () => checkRanks(truth))
  test('the map’s legend adds up to the rows', () => checkLegend(truth))
})
