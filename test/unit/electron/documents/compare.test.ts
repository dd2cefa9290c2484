import { describe, expect, it } from 'vitest'
import { changesBetween } from '../../../../electron/documents/compare'
import { readText } from '../../../../electron/documents/text/text'

const changes = (before: string, after: string) => changesBetween(readText(before, 'a.txt'), readText(after, 'b.txt'))
const at = (text: string) => ({ page: 1, text })

describe('changesBetween', () => {
  it('tells what changed, what is new and what is gone', () => {
    const before = 'The rent is 240 euros a month. Dogs are allowed. The club keeps the roof in order. Goats are not.'
    const after = 'The rent is 260 euros a month. The club keeps the roof in order. No fuel may be stored here.'
    expect(changes(before, after)).toEqual({
      changed: [{ before: at('The rent is 240 euros a month.'), after: at('The rent is 260 euros a month.') }],
      added: [at('No fuel may be stored here.')],
      removed: [at('Dogs are allowed.'), at('Goats are not.')],
    })
  })

  it('finds nothing where only the order or the white space changed', () => {
    const nothing = { changed: [], added: [], removed: [] }
    expect(changes('One is here. Two is there.', 'Two is  there. One is here.')).toEqual(nothing)
  })

  it('counts what is said twice', () => {
    expect(changes('Keep out. Mind the gap. Keep out.', 'Keep out. Mind the gap.').removed).toEqual([at('Keep out.')])
  })

  it('pairs the sentences that are most alike, each once', () => {
    const before = 'Fee for boats: 10 euros a day. Fee for cars: 5 euros a day.'
    const after = 'Fee for boats: 12 euros a day. Fee for cars: 6 euros a day.'
    expect(changes(before, after).changed.map(({ before, after }) => [before.text, after.text])).toEqual([
      ['Fee for boats: 10 euros a day.', 'Fee for boats: 12 euros a day.'],
      ['Fee for cars: 5 euros a day.', 'Fee for cars: 6 euros a day.'],
    ])
  })
})
