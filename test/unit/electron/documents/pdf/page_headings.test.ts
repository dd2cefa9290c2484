import { describe, expect, it } from 'vitest'
import { headings, paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'

const PLACES = ['Vellmar', 'Ostrup', 'Kernby', 'Lindholt', 'Marsk', 'Tolne', 'Brevik', 'Sandau', 'Ekholm']

const textOf = (page: number, from = 520): Placed[] =>
  Array.from({ length: 8 }, (_, i) => {
    return { x: 40, y: from - 16 * i, text: `The mill number ${9 * page + i} of ${PLACES[i]} needs a door.`, size: 11 }
  })

/** Pages whose text stands below what `top` says. */
const readPages = (count: number, top: (page: number) => Partial<Placed>[]) =>
  readBytes(
    pdfOfPlaced(
      Array.from({ length: count }, (_, page) => [
        ...top(page).map((one): Placed => ({ x: 40, y: 550, text: '', size: 12, font: 'B', ...one })),
        ...textOf(page),
      ]),
    ),
  )

const namesOf = async (count: number, name: (page: number) => string, more: Partial<Placed> = {}) => {
  const document = await readPages(count, (page) => [{ text: name(page), ...more }])
  return headings(document).map((heading) => heading.slice(2))
}

const pages = (count: number): number[] => Array.from({ length: count }, (_, page) => page)

describe('headings at the tops of pages', () => {
  it.each([
    ['numbered from one', (i: number) => `Day ${i + 1}`],
    ['numbered from another', (i: number) => `Question ${i + 7}`],
    ['of another language', (i: number) => `${i + 1}. Tag`],
    ['with Roman numbers', (i: number) => `Annex ${['I', 'II', 'III', 'IV', 'V'][i]}`],
    ['with words behind', (i: number) => `Day ${i + 1}: ${PLACES[i]}`],
    ['with the same words behind', (i: number) => `Day ${i + 1}: at sea`],
    ['with dates', (i: number) => `Day ${i + 1}, ${i + 12} May 2024`],
    ['that are dates', (i: number) => `${i + 3} March 2026`],
    ['that are dates of another country', (i: number) => `Tuesday, March ${7 * i + 3}, 2026`],
    ['of sections', (i: number) => `${i + 1} The mill of ${PLACES[i]}`],
    ['with a full stop', (i: number) => `SCENE ${['I', 'II', 'III', 'IV', 'V'][i]}.`],
    ['of two words and a number that is not the page', (i: number) => `Work package ${i + 4}`],
  ])('stay: %s', async (_, name) => {
    expect(await namesOf(5, name)).toEqual(pages(5).map(name))
  })

  it('stay where they are dates without words', async () => {
    const document = await readPages(9, (i) => [{ text: `2026-03-${11 + i}` }])
    expect(paragraphs(document).filter((one) => one.startsWith('2026'))).toEqual(
      pages(9).map((i) => `2026-03-${11 + i}`),
    )
  })

  it('stay in the type of the text if they are known to name what follows', async () => {
    expect(await namesOf(4, (i) => `Chapter ${i + 2}`, { font: 'F', size: 11 })).toEqual(
      pages(4).map((i) => `Chapter ${i + 2}`),
    )
  })

  it('stay below a running head, which goes', async () => {
    const document = await readPages(9, (i) => [
      { y: 580, text: 'Diary of the Tide Office', font: 'F', size: 8 },
      { text: `Day ${i + 1}` },
    ])
    expect(headings(document).map((heading) => heading.slice(2))).toEqual(pages(9).map((i) => `Day ${i + 1}`))
    expect(document.text).not.toContain('Diary')
  })

  it('keep what each of them has below', async () => {
    const document = await readPages(5, (i) => [{ text: `Day ${i + 1}`, size: 13, y: 575 }, { text: 'Morning' }])
    expect(document.text.match(/Morning/g)).toHaveLength(5)
  })

  it('with two words and the page’s number stay if the pages are numbered elsewhere', async () => {
    const document = await readPages(5, (i) => [
      { text: `Work package ${i + 1}` },
      { x: 200, y: 20, text: String(i + 1), size: 9, font: 'F' },
    ])
    expect(headings(document)).toHaveLength(5)
    expect(paragraphs(document).filter((one) => /^\d$/.test(one))).toEqual([])
  })

  it('that say the same on pages one after the other stand where they stand first', async () => {
    const name = (i: number): string => (i > 1 && i < 5 ? 'Notes' : `About ${PLACES[i]}`)
    expect(await namesOf(7, name)).toEqual(['About Vellmar', 'About Ostrup', 'Notes', 'About Tolne', 'About Brevik'])
    expect(await namesOf(9, (i) => `Week ${5 + Math.floor(i / 3)}`)).toEqual(['Week 5', 'Week 6', 'Week 7'])
    expect(await namesOf(5, (i) => (i > 2 ? 'Notes' : `About ${PLACES[i]}`))).toHaveLength(4)
  })
})

it('heads of a few pages stand where they stand first', async () => {
  const document = await readPages(9, (i) => [{ text: `About ${PLACES[Math.floor(i / 3)]}`, font: 'I', size: 9 }])
  expect(document.text.match(/About \w+/g)).toEqual(['About Vellmar', 'About Ostrup', 'About Kernby'])
})

describe('running heads', () => {
  it.each<[string, (page: number) => Partial<Placed>[]]>([
    ['small, with the number of the page', (i) => [{ text: `Yearly report ${i + 1}`, font: 'F', size: 8.5 }]],
    ['small, though they name what follows', (i) => [{ text: `Day ${i + 1}`, font: 'F', size: 8 }]],
    ['bold, that say "page"', (i) => [{ text: `Yearly report, page ${i + 1}` }]],
    ['bold, with the number of the page', (i) => [{ text: `The yearly report ${i + 1}` }]],
    ['bold, with the number before', (i) => [{ text: `${i + 1} Yearly report` }]],
    ['bold, with a chapter that does not count', (i) => [{ text: `Chapter 9 | ${i + 123}, yearly report` }]],
    ['slanted', () => [{ text: 'The yearly report', font: 'I', size: 11 }]],
    ['bold, at both sides', (i) => [{ text: 'Yearly report' }, { x: 340, text: String(i + 1) }]],
    ['bold, of changing words', (i) => [{ text: `${PLACES[i]} yearly report ${i + 1}` }]],
  ])('go: %s', async (_, top) => {
    const document = await readPages(9, (i) => top(i).map((one) => ({ y: 570, ...one })))
    expect(document.text).not.toMatch(/yearly report|Day \d/i)
    expect(document.text.match(/The mill number/g)).toHaveLength(72)
  })
})
