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

/** Rules below rows, of which the first is 0. */
const rule = (row: number, thick = 0.7, [left, right] = [36, 336]) =>
  `${thick} w ${left} ${436 - 14 * row} m ${right} ${436 - 14 * row} l S`
const TRADES = [
  ['Name', 'Trade', 'Home'],
  ['Anna', 'Baker', ''],
  ['Bo', '', 'Tolne'],
  ['Cy', 'Smith', 'Marsk'],
]
const drawnRows = (table: string[][]) => rows(table).replaceAll('() Tj', '( ) Tj')

it.each([
  ['by a rule below it', rule(0)],
  ['by rules over, below and under all', `${rule(-1)} ${rule(0)} ${rule(3)}`],
  ['by a thin box below it', '36 435.7 300 0.6 re f'],
  ['by a rule below each name', [0, 1, 2].map((i) => rule(0, 0.5, [COLUMNS[i]!, COLUMNS[i]! + 34])).join(' ')],
  ['by a thick rule among thin ones', `${rule(0, 2)} ${rule(1, 0.5)} ${rule(2, 0.5)} ${rule(3, 0.5)}`],
  ['by two rules among single ones', `${rule(0)} 0.7 w 36 434.5 m 336 434.5 l S ${rule(1)} ${rule(2)}`],
])('a table of words is named by a header that is set off %s', async (_, ruling) => {
  expect(await read(`${rows(WORDS)} ${ruling}`)).toEqual([
    'Place | Keeper | State',
    'Gate | Keeper: Anna Berg | State: broken',
    'Clock | Keeper: Otto Ring | State: kept',
    'Bridge | Keeper: nobody | State: old',
  ])
  expect(await read(`${drawnRows(TRADES)} ${ruling}`)).toEqual([
    'Name | Trade | Home',
    'Anna | Trade: Baker | Home:',
    'Bo | Trade: | Home: Tolne',
    'Cy | Trade: Smith | Home: Marsk',
  ])
})

it('a table of two columns, one of numbers, is named by a header over a rule', async () => {
  const prices = [
    ['Item', 'Price'],
    ['Boat', '120 EUR'],
    ['Rope', '31 EUR'],
    ['Deposit', '50 EUR'],
  ]
  expect(await read(`${rows(prices)} ${rule(0)} ${rule(2)}`)).toEqual([
    'Item | Price',
    'Boat | Price: 120 EUR',
    'Rope | Price: 31 EUR',
    'Deposit | Price: 50 EUR',
  ])
})

it.each([
  ['over all', WORDS, rule(-1)],
  ['under all', WORDS, rule(3)],
  ['under each row', WORDS, [0, 1, 2, 3].map((row) => rule(row)).join(' ')],
  ['under the second row', WORDS, rule(1)],
  ['under a row of sentences', WORDS.map((row, i) => (i === 0 ? row.map((cell) => `${cell} was.`) : row)), rule(0)],
  ['under a row of numbers', NUMBERS, rule(0)],
])('rows stay as they are where a rule lies %s', async (_, table, ruling) => {
  expect(await read(`${rows(table)} ${ruling}`)).toEqual(table.map((row) => row.join(' ')))
})

it('words of four letters begin rows, as others do', async () => {
  const words = [
    ['Quay', 'where boats lie'],
    ['Lock', 'what holds water'],
    ['Mill', 'what grinds flour'],
    ['Gate', 'what keeps out'],
  ]
  expect(await read(rows(words))).toEqual(words.map((row) => row.join(' ')))
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
