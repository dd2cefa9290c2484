import { describe, expect, it } from 'vitest'
import { Drafts } from '../../../../electron/summarize/drafts'

const DOCUMENT = 'the north bridge was opened in 1880 by the mayor . the south bridge was built of stone .'.split(' ')
const WORDS = [...new Set(DOCUMENT)]
const idOf = (word: string) => WORDS.indexOf(word)

function draftsAfter(said: string): string[] {
  const drafts = new Drafts(DOCUMENT.map(idOf))
  for (const word of said.split(' ')) drafts.push(idOf(word))
  return drafts.next().map((id) => WORDS[id]!)
}

describe('what is drafted', () => {
  it('goes on as the text did where it had most in common with what was said', () => {
    expect(draftsAfter('north bridge was').slice(0, 3)).toEqual(['opened', 'in', '1880'])
    expect(draftsAfter('south bridge was').slice(0, 3)).toEqual(['built', 'of', 'stone'])
  })

  it('is nothing after what was never said before', () => {
    expect(draftsAfter('weather')).toEqual([])
  })

  it('is nothing where places disagree and little speaks for any of them', () => {
    // "the" goes on in three ways
    expect(draftsAfter('weather the')).toEqual([])
  })

  it('is what was most frequent among equal contexts', () => {
    const drafts = new Drafts([1, 7, 1, 8, 1, 8, 2, 1, 8])
    drafts.push(5)
    drafts.push(1)
    expect(drafts.next()[0]).toBe(8)
  })

  it('is longer where several places agree, and eight tokens at most', () => {
    const line = Array.from({ length: 40 }, (_, i) => i)
    const drafts = new Drafts([...line, ...line, ...line])
    for (const token of [3, 4, 5, 6]) drafts.push(token)
    expect(drafts.next()).toEqual([7, 8, 9, 10, 11, 12, 13, 14])
  })

  it('becomes shorter as drafts come to nothing, and leaves what was said as it is', () => {
    const drafts = new Drafts(Array.from({ length: 40 }, (_, i) => i))
    for (const token of [3, 4, 5, 6]) drafts.push(token)
    const lengths = Array.from({ length: 6 }, () => {
      const { length } = drafts.next()
      drafts.tell(0)
      return length
    })
    expect(lengths[0]).toBe(3)
    expect(lengths.at(-1)).toBeLessThan(2)
    drafts.tell(60)
    expect(drafts.next().slice(0, 2)).toEqual([7, 8])
  })
})
