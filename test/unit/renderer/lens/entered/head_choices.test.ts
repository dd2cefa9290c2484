import { expect, it } from 'vitest'
import { chosenBy, rowOfHead } from '../../../../../renderer/lens/entered/head_choices'

/** Two heads over six positions; blocks of two. */
const heads = {
  position: 5,
  heads: 2,
  areChoices: true as const,
  scores: Float32Array.of(1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1),
}
const row = { positions: Int32Array.of(0, 1, 2, 3, 4, 5), scores: Float32Array.of(9, 9, 4, 4, 7, 7) }

it('says what each key head chose', () => {
  expect(chosenBy(heads, 0)).toEqual([0, 1, 4, 5])
  expect(chosenBy(heads, 1)).toEqual([2, 3, 4, 5])
})

it('shows one head’s tokens alone, with their scores', () => {
  const alone = rowOfHead(row, heads, 1)
  expect([...alone.positions]).toEqual([2, 3, 4, 5])
  expect([...alone.scores]).toEqual([4, 4, 7, 7])
})
