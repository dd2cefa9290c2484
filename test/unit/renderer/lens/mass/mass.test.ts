import { expect, it } from 'vitest'
import { attendedTokens, massByRegion, massMarks } from '../../../../../renderer/lens/mass/mass'
import { alignment, generation } from '../made'

/** Template, two tokens of the document, the question, the answer itself. */
const row = {
  positions: Int32Array.of(0, 5, 9, 19, 21),
  scores: Float32Array.from([0.4, 0.2, 0.05, 0.1, 0.2].map(Math.log)),
}

it('adds shares up by region', () => {
  const mass = massByRegion(row, generation)
  const rounded = Object.fromEntries(Object.entries(mass).map(([region, share]) => [region, Number(share.toFixed(3))]))
  expect(rounded).toEqual({ template: 0.4, text: 0.25, question: 0.1, answer: 0.2 })
})

it('marks what the document got, the best the strongest, and says so without a word of entering', () => {
  const tokens = attendedTokens(row, generation, alignment())
  expect(tokens.map(({ position, text, page }) => [position, text, page])).toEqual([
    [5, 'The', 1],
    [9, 'It', 1],
  ])
  const marks = massMarks(tokens)
  expect(marks.map(({ kind, strength }) => [kind, Number(strength.toFixed(3))])).toEqual([
    ['mass', 1],
    ['mass', 0.5],
  ])
  expect(marks[0]!.label).toBe('Attention mass: 20% of this layer’s attention, position 5.')
})
