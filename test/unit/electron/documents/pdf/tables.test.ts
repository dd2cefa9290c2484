import { expect, it } from 'vitest'
import { paragraphs, readBytes } from '../help'
import { pdfOfPaint, text } from '../painted'

const COLUMNS = [40, 130, 200, 280]
const HEAD = ['Village', 'Houses', 'Wells', 'Boats']
const ROWS = [
  ['Vellmar', '120', '', '31'],
  ['Ostrup', '', '9', '12'],
  ['Kernby', '240', '22', ''],
  ['Lindholt', '64', '8', '9'],
]
const READ = [
  'Village | Houses | Wells | Boats',
  'Vellmar | 120 | | 31',
  'Ostrup | | 9 | 12',
  'Kernby | 240 | 22 |',
  'Lindholt | 64 | 8 | 9',
]

const cells = (rows: string[][]) =>
  rows.flatMap((row, i) =>
    row.map((words, j) => ({ words, x: COLUMNS[j]!, y: 500 - 16 * i })).filter((cell) => cell.words),
  )

const drawn = (placed: ReturnType<typeof cells>) => placed.map(({ x, y, words }) => text(x, y, words)).join(' ')

const read = async (content: string) => paragraphs(await readBytes(pdfOfPaint(content)))

it('says where cells are empty, drawn row by row or column by column', async () => {
  const byRows = cells([HEAD, ...ROWS])
  const byColumns = [...byRows].sort((a, b) => a.x - b.x || b.y - a.y)
  expect(await read(drawn(byRows))).toEqual(READ)
  expect(await read(drawn(byColumns))).toEqual(READ)
})

it('so, too, in tables that are turned', async () => {
  expect(await read(`q 0 1 -1 0 520 0 cm ${drawn(cells([HEAD, ...ROWS]))} Q`)).toEqual(READ)
})

it('leaves tables as they are that have no empty cells, and what only looks like one', async () => {
  const whole = ROWS.map((row) => row.map((words) => words || '5'))
  expect((await read(drawn(cells([HEAD, ...whole])))).join()).not.toContain('|')
  const two = [HEAD, ...ROWS].map((row) => row.slice(0, 2))
  expect((await read(drawn(cells(two)))).join()).not.toContain('|')
  const ragged = `${text(40, 500, 'one')} ${text(200, 500, 'two')} ${text(90, 484, 'three and more')} ${text(260, 484, 'four')} ${text(60, 468, 'five')} ${text(150, 468, 'six')} ${text(300, 468, 'seven')}`
  expect((await read(ragged)).join()).not.toContain('|')
})
