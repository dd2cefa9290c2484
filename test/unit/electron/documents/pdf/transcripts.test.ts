import { expect, it } from 'vitest'
import { paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'

const said = (line: number) => `${line % 2 ? 'A' : 'Q'}  He saw the boat number ${line} go out.`
const LINES = 16

/** Four pages of a transcript on one sheet; `places`: which comes where, from the upper left, row by row. */
function sheet(places: number[], line = said): Placed[] {
  return places.flatMap((page, place) => {
    const [x, top] = [20 + 190 * (place % 2), place < 2 ? 580 : 290]
    const lines = Array.from({ length: LINES }, (_, i): Placed[] => [
      { x, y: top - 14 - 14 * i, text: String(i + 1), size: 6, font: 'C' },
      { x: x + 15, y: top - 14 - 14 * i, text: line(page * LINES + i), size: 6, font: 'C' },
    ])
    return [{ x: x + 120, y: top, text: `Page ${page + 1}`, size: 6, font: 'C' as const }, ...lines.flat()]
  })
}
const ALL = Array.from({ length: 4 * LINES }, (_, i) => said(i).replace('  ', ' '))
const read = async (placed: Placed[]) => paragraphs(await readBytes(pdfOfPlaced([placed])))

it.each([
  ['row by row', [0, 1, 2, 3]],
  ['column by column', [0, 2, 1, 3]],
])(
  'reads the pages of a transcript on one sheet as they are numbered, %s, without numbers of lines',
  async (_, places) => {
    const text = (await read(sheet(places))).join(' ').replace(/\s+/g, ' ')
    expect(text.replaceAll(/Page \d /g, '')).toBe(ALL.join(' '))
    expect([...text.matchAll(/Page (\d)/g)].map(([, number]) => number)).toEqual(['1', '2', '3', '4'])
  },
)

it('keeps the numbers of lists that stand side by side', async () => {
  const text = (await read(sheet([0, 1, 2, 3], (line) => `Boat of the harbour no. ${line}`))).join(' ')
  expect(text).toContain('7 Boat of the harbour no. 6')
})

it('leaves out the numbers of lines that stand behind the time at which they were spoken', async () => {
  const placed = Array.from({ length: 20 }, (_, i): Placed[] => [
    { x: 20, y: 560 - 26 * i, text: `10:0${i % 10}:12`, size: 6 },
    { x: 60, y: 560 - 26 * i, text: String(i + 1), size: 9 },
    { x: 90, y: 560 - 26 * i, text: said(i), size: 9 },
  ])
  expect((await read(placed.flat()))[4]).toBe('10:04:12 Q He saw the boat number 4 go out.')
})
