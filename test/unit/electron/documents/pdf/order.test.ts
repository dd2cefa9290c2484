import { describe, expect, it } from 'vitest'
import { paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'

const SENTENCES = [
  'The ferry of Marsk was painted by two men in the spring of that year.',
  'The lock of Sandau kept its clock, and nobody wound it for a month.',
  'A keeper of the light wrote down each boat that came into the bay.',
  'The harbour office gave a receipt to everybody who paid in time.',
  'Whoever came late owed interest of four marks for each whole week.',
  'The bridge at Ostrup was closed, as its planks had been stolen twice.',
]
const wrap = (text: string, most: number): string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > most) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
    return lines
  }, [])
const column = (x: number, top: number, text: string, most: number, size = 10): Placed[] =>
  wrap(text, most).map((line, i) => ({ x, y: top - 12 * i, text: line, size }))
const [LEFT, RIGHT] = [SENTENCES.slice(0, 3).join(' '), SENTENCES.slice(3).join(' ')]
const read = async (...pages: Placed[][]) => paragraphs(await readBytes(pdfOfPlaced(pages)))
const flat = async (...pages: Placed[][]) => (await read(...pages)).join(' ')
const byRows = (placed: Placed[]) => placed.toSorted((a, b) => b.y - a.y || a.x - b.x)
const TWO = [...column(40, 500, LEFT, 28), ...column(220, 500, RIGHT, 28)]

describe('two columns', () => {
  it.each([
    ['column by column', TWO],
    ['row by row', byRows(TWO)],
    ['the right one first', [...column(220, 500, RIGHT, 28), ...column(40, 500, LEFT, 28)]],
    ['in smaller type', [...column(40, 500, LEFT, 34, 8), ...column(220, 500, RIGHT, 34, 8)]],
    ['of unequal length', [...column(40, 500, LEFT, 28), ...column(220, 500, SENTENCES[3]!, 28)]],
    ['that begin at unequal heights', [...column(40, 500, LEFT, 28), ...column(220, 494, RIGHT, 28)]],
  ])('are read one after the other, drawn %s', async (_, placed) => {
    const text = await flat(placed)
    expect(text.startsWith(LEFT)).toBe(true)
    expect(text).toContain(SENTENCES[3])
  })

  it('are read below their title and above what stands below both', async () => {
    const title: Placed = {
      x: 40,
      y: 540,
      text: 'The year of the harbour in the words of its keepers',
      size: 14,
      font: 'B',
    }
    const foot: Placed = {
      x: 40,
      y: 330,
      text: 'Both columns were written by the same hand, says the archive of Marsk.',
      size: 10,
    }
    const text = await flat([title, ...TWO, foot])
    const at = [title.text, LEFT, RIGHT, foot.text].map((words) => text.indexOf(words))
    expect(at.every((place, i) => place >= 0 && (i === 0 || place > at[i - 1]!))).toBe(true)
  })

  it('join a word that is cut between them', async () => {
    const text = await flat([
      ...column(40, 500, `${SENTENCES[0]} ${SENTENCES[1]} ${SENTENCES[2]} He took the infor-`, 28),
      ...column(220, 500, `mation along. ${RIGHT}`, 28),
    ])
    expect(text).toContain('He took the information along.')
  })

  it('are three', async () => {
    const three = [0, 1, 2].flatMap((i) =>
      column(30 + 120 * i, 500, `${SENTENCES[2 * i]} ${SENTENCES[2 * i + 1]}`, 20, 9),
    )
    for (const placed of [three, byRows(three)]) expect(await flat(placed)).toBe(SENTENCES.join(' '))
  })
})

describe('from page to page', () => {
  const prose = (last: string) => column(40, 500, `${SENTENCES.join(' ')} ${last}`, 60)

  it('a word that is cut is joined, and so is its paragraph', async () => {
    const text = await flat(prose('He took the infor-'), column(40, 500, `mation along. ${SENTENCES.join(' ')}`, 60))
    expect(text).toContain('He took the information along.')
  })

  it('heads and page numbers between go', async () => {
    const page = (i: number): Placed[] => [
      { x: 40, y: 560, text: 'The Harbour of Marsk', size: 8 },
      ...column(40, 500, SENTENCES.map((one) => one.replace('The', `The ${i}th`)).join(' '), 60),
      { x: 200, y: 30, text: String(i), size: 8 },
    ]
    const text = await flat(...[1, 2, 3, 4, 5].map(page))
    expect(text).not.toContain('The Harbour of Marsk')
    expect(text).toContain('The 5th ferry of Marsk')
  })
})

describe('a note at the foot', () => {
  it('stands apart from the text, with its mark', async () => {
    const text = await read([
      ...column(40, 500, SENTENCES.join(' '), 60),
      { x: 40, y: 80, text: '1', size: 6 },
      { x: 44, y: 77, text: 'So says the book of the harbour, which was lost in the fire.', size: 8 },
    ])
    expect(text.at(-1)).toBe('¹ So says the book of the harbour, which was lost in the fire.')
  })
})

describe('a table', () => {
  const HEAD = ['Village', 'Houses', 'Wells']
  const ROWS = [
    ['Vellmar', '120', '14'],
    ['Ostrup', '87', '9'],
    ['Marsk', '31', '5'],
  ]
  const row = (y: number, cells: string[], font?: 'B'): Placed[] =>
    cells.map((text, i) => ({ x: 40 + 110 * i, y, text, size: 10, ...(font ? { font } : {}) }))
  const table = [...row(500, HEAD, 'B'), ...ROWS.flatMap((cells, i) => row(486 - 14 * i, cells))]
  const NAMED = ['Vellmar | Houses: 120 | Wells: 14', 'Ostrup | Houses: 87 | Wells: 9', 'Marsk | Houses: 31 | Wells: 5']

  it.each([
    ['row by row', table],
    ['column by column', table.toSorted((a, b) => a.x - b.x || b.y - a.y)],
    ['from the last row to the first', table.toReversed()],
  ])('is read by rows with the words of its header, drawn %s', async (_, placed) => {
    expect((await read(placed)).slice(-3)).toEqual(NAMED)
  })

  it('is followed by text of its own', async () => {
    const placed = [...table, ...column(40, 400, SENTENCES.join(' '), 60)]
    const text = await read(placed)
    expect(text).toContain(NAMED[2])
    expect(text.at(-1)).toBe(SENTENCES.join(' '))
  })
})

it('a cell that goes on at the top of a page is no part of the text behind its table', async () => {
  const end = ['was cleaned in each', 'spring of that year']
  const rows = [470, 456, 442].flatMap((y, i): Placed[] => [
    { x: 40, y, text: `${110 + i}`, size: 10 },
    { x: 100, y, text: 'lock', size: 10 },
    { x: 240, y, text: `${3 * i}.50`, size: 10 },
    { x: 330, y, text: `${12 * i}.75`, size: 10 },
  ])
  const cell = end.map((text, i): Placed => ({ x: 100, y: 500 - 12 * i, text, size: 10 }))
  const after = column(40, 400, LEFT.replace(/^T/, 't'), 60)
  const all = await read([...cell, ...rows, ...after])
  expect(all[0]).toBe(end.join(' '))
  expect(all.at(-1)).toBe(LEFT.replace(/^T/, 't'))
})

describe('what is drawn twice', () => {
  it.each([
    ['a hair aside', 0.3, 0],
    ['a hair below', 0, 0.3],
    ['as a shadow', 0.8, 0.8],
    ['in just the same place', 0, 0],
  ])('is read once: %s', async (_, dx, dy) => {
    const line = SENTENCES[0]!
    const placed = [
      { x: 40 + dx, y: 500 - dy, text: line, size: 10, gray: dx > 0.5 ? 0.6 : 0 },
      { x: 40, y: 500, text: line, size: 10 },
    ]
    expect(await flat(placed)).toBe(line)
  })

  it('is read twice where it stands in two lines', async () => {
    const line = SENTENCES[0]!
    expect(await flat([500, 488].map((y) => ({ x: 40, y, text: line, size: 10 })))).toBe(`${line} ${line}`)
  })
})
