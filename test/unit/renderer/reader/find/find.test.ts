import { beforeEach, describe, expect, it } from 'vitest'
import { useFind } from '../../../../../renderer/reader/find/find'
import { fold, foldQuery } from '../../../../../renderer/reader/find/fold'
import { SearchText } from '../../../../../renderer/reader/find/search_text'

const go = new AbortController().signal
const words = async (text: string, query: string) =>
  (await new SearchText(text).find(query, 100, go))!.map(({ start, end }) => text.slice(start, end))

describe('folding', () => {
  it('forgets case, accents, quotes and kinds of space', () => {
    expect(fold('Crème Brûlée').text).toBe('creme brulee')
    expect(fold('a\u00a0 \n b').text).toBe('a b')
    expect(fold('“Peter’s”').text).toBe('"peter\'s"')
    expect(foldQuery('  İstanbul ')).toBe('istanbul')
  })

  it('knows where each letter stood', () => {
    const { text, origins } = fold('é ﬁ x')
    expect(text).toBe('e fi x')
    expect([...origins!]).toEqual([0, 1, 2, 2, 3, 4, 5])
  })
})

describe('searching', () => {
  it('finds words as they are written', async () => {
    expect(await words('Crème brûlée, creme', 'CREME')).toEqual(['Crème', 'creme'])
    expect(await words('cre\u0301me fraîche', 'creme')).toEqual(['cre\u0301me'])
    expect(await words('two\nlines', 'two lines')).toEqual(['two\nlines'])
    expect(await words('日本語の文章', '文章')).toEqual(['文章'])
    expect(await words('nothing here', 'pier')).toEqual([])
    expect(await words('nothing here', '  ')).toEqual([])
  })

  it('finds all of a long text, piece by piece', async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => `Paragraph ${i} about é piles.`).join('\n\n')
    const found = (await new SearchText(text).find('PILES', 1e6, go))!
    expect(found).toHaveLength(30_000)
    expect(new Set(found.map(({ start, end }) => text.slice(start, end)))).toEqual(new Set(['piles']))
  })

  it('stops at the most, and when it is told to', async () => {
    expect(await new SearchText('a a a a').find('a', 2, go)).toHaveLength(2)
    const stop = new AbortController()
    const found = new SearchText('a '.repeat(1e6)).find('b', 10, stop.signal)
    stop.abort()
    expect(await found).toBeUndefined()
  })
})

describe('stepping', () => {
  beforeEach(() => useFind.getState().hide())

  it('goes round, and draws the one it is at strongest', () => {
    const { found, step } = useFind.getState()
    found(
      [0, 10, 20].map((start) => ({ start, end: start + 2 })),
      1,
    )
    step(1)
    expect(useFind.getState().current).toBe(2)
    step(1)
    expect(useFind.getState().current).toBe(0)
    step(-1)
    expect(useFind.getState().marks.map(({ strength }) => strength)).toEqual([0.4, 0.4, 1])
  })
})

describe('by meaning', () => {
  const passages = [
    { sentence: 7, page: 2, text: 'seven', score: 9, start: 70, end: 75 },
    { sentence: 1, page: 1, text: 'one', score: 4, start: 10, end: 13 },
  ]
  const at = () => {
    const { marks, current } = useFind.getState()
    return marks[current]?.start
  }
  beforeEach(() => {
    useFind.getState().hide()
    useFind.getState().lookBy('meaning')
    useFind.getState().look('Where is it?')
  })

  it('waits to be asked, and begins with the best', () => {
    expect(useFind.getState().searching).toBe(false)
    useFind.getState().foundPassages(passages)
    expect(useFind.getState().marks.map(({ start }) => start)).toEqual([10, 70])
    expect(at()).toBe(70)
  })

  it('steps from the best to the next best, and around', () => {
    useFind.getState().foundPassages(passages)
    useFind.getState().step(1)
    expect(at()).toBe(10)
    useFind.getState().step(1)
    expect(at()).toBe(70)
    useFind.getState().step(-1)
    expect(at()).toBe(10)
  })

  it('forgets what was found with another question', () => {
    useFind.getState().foundPassages(passages)
    useFind.getState().look('Where was it?')
    expect(useFind.getState()).toMatchObject({ passages: [], marks: [], current: -1 })
    useFind.getState().lookBy('words')
    expect(useFind.getState().searching).toBe(true)
  })
})
