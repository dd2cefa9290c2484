import { expect, it } from 'vitest'
import { readBytes } from '../help'
import { below, pdfOfPaint, text } from '../painted'

const WORDS = [
  ['Place', 'Keeper', 'State'],
  ['Gate', 'Anna Berg', 'broken'],
  ['Clock', 'Otto Ring', 'kept'],
  ['Bridge', 'nobody', 'old'],
]
const NUMBERS = [
  ['Marsk', '31', '12'],
  ['Sandau', '18', '9'],
  ['Vellmar', '7', '22'],
  ['Tolne', '8', '2'],
]
const COLUMNS = [40, 150, 250]
const rows = (table: string[][], first = 0) =>
  table.flatMap((row, i) => row.map((cell, j) => text(COLUMNS[j]!, 440 - 14 * (first + i), cell))).join(' ')
/** Boxes behind rows, or behind all from one to another. */
const shade = (colour: string, row: number, count = 1, wide = 300) =>
  `${colour} 36 ${436 - 14 * (row + count - 1)} ${wide} ${14 * count} re f`
const read = async (content: string) => (await readBytes(pdfOfPaint(below(content)))).text.split('\n\n').slice(-4)

it.each([
  ['on a ground of its own', `${shade('0.85 g', 0)} 0 g ${rows(WORDS)}`],
  ['white on dark', `${shade('0.2 0.3 0.5 rg', 0)} 1 g ${rows(WORDS.slice(0, 1))} 0 g ${rows(WORDS.slice(1), 1)}`],
  ['in a colour of its own', `0 0 0.6 rg ${rows(WORDS.slice(0, 1))} 0 g ${rows(WORDS.slice(1), 1)}`],
  ['on another ground than every other row', `${shade('0.7 g', 0)} ${shade('0.9 g', 2)} 0 g ${rows(WORDS)}`],
])('a table of words is named by a header %s', async (_, content) => {
  expect(await read(content)).toEqual([
    'Place | Keeper | State',
    'Gate | Keeper: Anna Berg | State: broken',
    'Clock | Keeper: Otto Ring | State: kept',
    'Bridge | Keeper: nobody | State: old',
  ])
})

it.each([
  ['every other row', WORDS, `${shade('0.9 g', 1)} ${shade('0.9 g', 3)}`],
  ['every other row, the first too', WORDS, `${shade('0.9 g', 0)} ${shade('0.9 g', 2)}`],
  ['its first column', WORDS, shade('0.9 g', 0, 4, 104)],
  ['all of it', WORDS, shade('0.9 g', 0, 4)],
  ['its first row, of numbers', NUMBERS, shade('0.9 g', 0)],
])('rows stay as they are where what has a ground of its own is %s', async (_, table, ground) => {
  expect(await read(`${ground} 0 g ${rows(table)}`)).toEqual(table.map((row) => row.join(' ')))
})
