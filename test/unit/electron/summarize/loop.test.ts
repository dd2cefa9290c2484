import { describe, expect, it } from 'vitest'
import { beforeLoop } from '../../../../electron/summarize/loop'

/** Every word and mark is a token. */
function tokens(text: string): number[] {
  const known = new Map<string, number>()
  return (text.match(/\w+|[^\w ]/g) ?? []).map((word) => {
    if (!known.has(word)) known.set(word, known.size)
    return known.get(word)!
  })
}

/** The fewest of the tokens by which a loop is known. */
function foundAfter(ids: number[]): number | undefined {
  for (let length = 1; length <= ids.length; length++) {
    if (beforeLoop(ids.slice(0, length)) !== undefined) return length
  }
  return undefined
}

describe('a loop', () => {
  it.each([1, 2, 3, 7, 12, 18])('of %i tokens is found within 60, and said once', (period) => {
    const group = Array.from({ length: period }, (_, i) => 100 + i)
    const ids = [1, 2, 3, ...Array.from({ length: 100 }, () => group).flat()]
    const found = foundAfter(ids)!
    expect(found).toBeLessThanOrEqual(60)
    expect(beforeLoop(ids.slice(0, found))).toBe(3 + period)
  })

  it('of many tokens is found when they come a third time', () => {
    const group = tokens(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))
    expect(beforeLoop([...group, ...group])).toBeUndefined()
    expect(beforeLoop([...group, ...group, ...group])).toBe(50)
  })

  it('is none where the text goes on', () => {
    const ids = tokens(`${'the plan for '.repeat(20)} and that was all of it`)
    expect(beforeLoop(ids)).toBeUndefined()
  })
})

describe('a text that repeats itself for a reason is no loop:', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `| ${1990 + i} | 0 | 0 | 0 | yes |`).join('\n')
  it.each([
    ['a table', `| year | a | b | c | paid |\n|---|---|---|---|---|\n${rows}`],
    ['a list', Array.from({ length: 30 }, (_, i) => `- the owner of house ${i} pays the rent\n`).join('')],
    [
      'a long sentence',
      ['old', 'new', 'blue'].flatMap((a) => ['quay', 'mill'].map((b) => `the ${a} ${b} and`)).join(' '),
    ],
    ['a refrain', 'round and round, round and round, round and round, all day long. '.repeat(2)],
    ['a line of marks', '- '.repeat(30)],
    ['a number', '1 0 0 0 0 0 0 0 0 0 0 0 0'],
    ['an oath', 'the truth, the whole truth and nothing but the truth '.repeat(2)],
  ])('%s', (_, text) => {
    expect(foundAfter(tokens(text))).toBeUndefined()
  })
})
