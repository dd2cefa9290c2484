import { describe, expect, it } from 'vitest'
import { changesBetween, comparedRows } from '../../../../electron/documents/compare'
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

describe('comparedRows', () => {
  /** "kind before|after", a star for what moved. */
  const rows = (before: string, after: string) =>
    comparedRows(readText(before, 'a.txt'), readText(after, 'b.txt')).map(
      ({ kind, before, after, moved }) => `${kind}${moved ? '*' : ''} ${before?.text ?? ''}|${after?.text ?? ''}`,
    )

  it('puts two versions side by side, what is gone where it stood', () => {
    const before = 'One stays. The rent is 240 euros a month. Dogs are allowed. Two stays. Goats are not.'
    const after = 'One stays. The rent is 260 euros a month. Two stays. No fuel may be stored here.'
    expect(rows(before, after)).toEqual([
      'same One stays.|One stays.',
      'changed The rent is 240 euros a month.|The rent is 260 euros a month.',
      'removed Dogs are allowed.|',
      'same Two stays.|Two stays.',
      'added |No fuel may be stored here.',
      'removed Goats are not.|',
    ])
  })

  it('tells what stands elsewhere, and keeps the order of the rest', () => {
    expect(rows('A is one. B is two. C is three. D is four.', 'D is four. A is one. B is two. C is three.')).toEqual([
      'same* D is four.|D is four.',
      'same A is one.|A is one.',
      'same B is two.|B is two.',
      'same C is three.|C is three.',
    ])
  })

  it('keeps each of what is said again and again in its place', () => {
    expect(rows('Sign. A is one. Sign. B is two. Sign.', 'Sign. Sign. A is one. Sign. B is two. Sign.')).toHaveLength(6)
    expect(
      rows('Sign. A is one. Sign. B is two. Sign.', 'Sign. Sign. A is one. Sign. B is two. Sign.').filter((row) =>
        row.startsWith('same '),
      ),
    ).toHaveLength(5)
  })

  it('tells by its place what one became where all have the same words', () => {
    const before = Array.from({ length: 600 }, (_, i) => `Ship ${i} pays a fee of ten euros a day.`)
    const after = before.map((one, i) =>
      i % 100 === 50 ? one.replace('ten', 'twelve').replace(`${i}`, `${i + 5000}`) : one,
    )
    const all = rows(before.join(' '), after.join(' '))
    expect(all.filter((row) => !row.startsWith('same '))).toHaveLength(6)
    expect(all[50]).toBe(`changed ${before[50]}|${after[50]}`)
  })

  it('says of every sentence of both what became of it, once', () => {
    const sentences = Array.from(
      { length: 400 },
      (_, i) => `Sentence ${i} tells of ship ${(i * 7) % 31} and its ${i} masts.`,
    )
    const shuffled = sentences.map((_, i) => sentences[(i * 137) % 400]!)
    const both = comparedRows(readText(sentences.join(' '), 'a.txt'), readText(shuffled.join(' '), 'b.txt'))
    expect(both).toHaveLength(400)
    expect(new Set(both.map(({ before }) => before!.text)).size).toBe(400)
    expect(new Set(both.map(({ after }) => after!.text)).size).toBe(400)
  })
})
