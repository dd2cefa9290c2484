import { expect, it } from 'vitest'
import { paragraphs, readBytes } from '../help'
import { pdfOfPaint, text } from '../painted'

const LINES = [
  'The rent is due on the third day of each month and is',
  'paid to the office of the harbour, which gives a receipt',
  'for it on the same day. Whoever pays late owes interest',
  'of four marks for each week, and the office may ask for',
  'all of it at once if two months were not paid in time, and',
  'so may whoever follows it.',
]
const WHOLE = LINES.join(' ')
const body = (left: number) => LINES.map((line, i) => text(left, 500 - 14 * i, line)).join(' ')
const read = async (content: string) => paragraphs(await readBytes(pdfOfPaint(content)))

it('reads notes in the margin for themselves, not into the lines beside them', async () => {
  const left = `${text(20, 486, 'Rent', { size: 8 })} ${body(90)} ${text(20, 444, 'Interest', { size: 8 })}`
  expect(await read(left)).toEqual([WHOLE, 'Rent', 'Interest'])
  const right = `${body(30)} ${text(310, 486, 'Paid in', { size: 8 })} ${text(310, 477, 'coin only', { size: 8 })}`
  expect(await read(right)).toEqual([WHOLE, 'Paid in coin only'])
})

it('so, too, notes as large as the text, if they were drawn apart and the text is prose', async () => {
  const wide = LINES.map((line, i) => text(20, 500 - 14 * i, line, { size: 10 })).join(' ')
  const note = `${text(310, 486, 'Paid in')} ${text(310, 474, 'coin only')}`
  expect(await read(`${wide} ${note}`)).toEqual([WHOLE, 'Paid in coin only'])
  expect((await read(`${text(20, 514, 'Rent of the harbour:')} ${text(310, 514, '410')} ${wide}`))[0]).toBe(
    'Rent of the harbour: 410',
  )
})

it('takes no numbers of paragraphs and no rows of wide tables for notes', async () => {
  const numbers = await read(`${text(60, 500, '12', { size: 8 })} ${body(90)}`)
  expect(numbers[0]).toBe(`12 ${WHOLE}`)
  const row = (y: number, words: string[]) => words.map((word, i) => text(20 + 110 * i, y, word, { size: 8 })).join(' ')
  const rows = [row(380, ['Vellmar', '120', '14']), row(368, ['Ostrup', '87', '9']), row(356, ['Marsk', '3', '5'])]
  const table = await read(`${body(90)} ${rows.join(' ')} ${text(90, 330, 'The table is older than the lease is.')}`)
  expect(table.slice(1, 4)).toEqual(['Vellmar 120 14', 'Ostrup 87 9', 'Marsk 3 5'])
})

it('keeps a caption apart from the text above it and below it', async () => {
  const caption = ['Figure 2: The harbour of Vellmar in spring as it is seen', 'from the quay.']
  const above = [...LINES.slice(0, 4), 'all of it at once if two months were not paid in time.']
  const lines = [...above, ...caption, 'Figure 2 shows how little was left of the harbour then.']
  const drawn = lines.map((line, i) => text(40, 500 - 14 * i, line)).join(' ')
  expect(await read(drawn)).toEqual([above.join(' '), caption.join(' '), lines.at(-1)])
})

it('leaves out the numbers of every fifth line, at either side and between columns', async () => {
  const lines = Array.from({ length: 24 }, (_, i) => `the boats of line ${i} went out and came in with`)
  const numbered = (lefts: number[], at: number, size = 7) => {
    const columns = lefts.flatMap((left) => lines.map((line, i) => text(left, 540 - 14 * i, line, { size: 7.5 })))
    const numbers = [5, 10, 15, 20].map((count) => text(at, 540 - 14 * (count - 1), String(count), { size }))
    return read([...columns, ...numbers].join(' '))
  }
  expect(await numbered([60], 30)).toEqual([lines.join(' ')])
  expect(await numbered([60], 330)).toEqual([lines.join(' ')])
  expect((await numbered([20, 220], 202)).join(' ')).toBe([...lines, ...lines].join(' '))
})

it('so, too, between columns whose lines do not stand level', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `the boats of line ${i} went out and came in`)
  const at = (left: number, down: number) =>
    lines.map((line, i) => text(left, 580 - 12 * i - (i > 9 ? down : 0), line, { size: 7 }))
  const numbers = [5, 10, 15, 20, 25, 30, 35, 40].map((count) =>
    text(202, 578 - 12 * (count - 1), `${count}`, { size: 6 }),
  )
  expect((await read([...at(20, 0), ...numbers, ...at(220, 5)].join(' '))).join(' ')).toBe(
    [...lines, ...lines].join(' '),
  )
})

it('takes no values for numbers of lines that count otherwise', async () => {
  const rows = [5, 10, 15, 20].map(
    (count, i) => `${text(40, 500 - 14 * i, `${count}`)} ${text(90, 500 - 14 * i, `boats for village ${i}`)}`,
  )
  expect((await read(rows.join(' '))).join(' ')).toBe(
    [5, 10, 15, 20].map((count, i) => `${count} boats for village ${i}`).join(' '),
  )
})
