/**
 * Rows of tables whose cells a file tells apart, written as those of PDFs are (../pdf/whole/tables.ts): "Vellmar | Houses:
 * 120 | Wells: | Boats: 31", so that a row can be read, found and quoted alone.
 */

import { CLOSE, OPEN } from '../struck'

export interface TableRow {
  /** One for each column; '' for none. */
  cells: string[]
  /** Whether the file says that it names the columns. */
  isHead?: boolean
  /** All that stands in it is bold. */
  isBold?: boolean
  /** Of cells that go on over columns to their right: the last one, by the first. */
  spans?: ReadonlyMap<number, number>
}

/** As in PDFs: names may take up so much more room than what stands in the columns, but in small tables. */
const MOST_ADDED = 2
const SMALL = 1500
/** Of a column that is emptier than this, empty cells come without its name. */
const EMPTY = 0.6

const MARK = ' | '

const NUMBER = /^[-+−–(]?\s*(?:[A-Z]{0,3}\p{Sc}|\p{Sc})?\s*\d[\d.,’' \u00a0\u202f]*\s*(?:%|\p{Sc}|[A-Z]{3})?\)?$/u
const YEAR = /^(?:1[5-9]|20)\d\d$/

/** A number as it stands in a table: "1,204", "12 %", "€ 3.50", "(41)". */
export const isNumber = (cell: string): boolean => NUMBER.test(cell.replaceAll(OPEN, '').replaceAll(CLOSE, ''))

/** The rows as items, one at a time, as small tables may say the same huge text in all cells; the header is one itself. */
export function* writeRows(rows: readonly TableRow[]): Generator<string> {
  for (const stretch of stretchesOf(rows.filter(({ cells }) => cells.some((cell) => cell !== ''))))
    yield* writeStretch(stretch)
}

/** A table that names its columns anew is another one from there on. */
function stretchesOf(rows: readonly TableRow[]): TableRow[][] {
  const stretches: TableRow[][] = [[]]
  const isNewHead = (row: TableRow) => row.isHead && countFilled(row) > 1 && !row.cells.some(isNumber)
  for (const [i, row] of rows.entries()) {
    if (i > 0 && isNewHead(row) && !rows[i - 1]!.isHead) stretches.push([])
    stretches.at(-1)!.push(row)
  }
  return stretches
}

function* writeStretch(filled: readonly TableRow[]): Generator<string> {
  const titles = titlesOf(filled)
  const table = filled.slice(titles)
  const head = headOf(table)
  const heads = table.slice(0, head).map(spread)
  const names = head > 0 ? namesOf(heads) : []
  const body = table.slice(head)
  const shown = head > 0 && body.length > 0 ? namesShown(names, body) : undefined
  for (const row of [...filled.slice(0, titles), ...heads]) yield written(row)
  for (const row of body)
    yield shown && (countFilled(row) > 1 || row.cells[0] === '') ? named(row, shown) : written(row)
}

const countFilled = ({ cells }: TableRow): number => cells.reduce((sum, cell) => sum + Number(cell !== ''), 0)

const widthOf = (rows: readonly TableRow[]): number => rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)

const isOverAll = (row: TableRow, width: number): boolean =>
  width > 1 && countFilled(row) <= 1 && row.spans?.get(0) === width - 1

/** How many rows a table begins with that stand over all of it: they name the table, not its columns. */
function titlesOf(rows: readonly TableRow[]): number {
  const widest = widthOf(rows)
  const isOther = (row: TableRow) => !isOverAll(row, widest)
  return widest < 2 ? 0 : Math.max(0, rows.findIndex(isOther))
}

const MOST_BOLD = 3

/** How many rows name the columns: those that say so; bold ones; else a first row of words or years over columns of numbers. */
function headOf(rows: readonly TableRow[]): number {
  const width = widthOf(rows)
  // a row over the whole table below the names is that of a group of rows
  const first = rows.findIndex((row, i) => !row.isHead || (i > 0 && isOverAll(row, width)))
  if (first > 0) return first
  const cells = rows[0]?.cells ?? []
  if (first < 0 || rows.length < 2 || rows[0]!.isHead === false || cells.filter((cell) => cell !== '').length < 2)
    return 0
  const bold = rows.findIndex(({ isBold }) => !isBold)
  if (bold === 1 || (bold > 1 && bold <= MOST_BOLD && rows[0]?.spans)) return bold
  if (cells.some((cell) => isNumber(cell) && !YEAR.test(cell))) return 0
  const isOfNumbers = (_: string, column: number) => {
    const below = rows.slice(1).flatMap((row) => row.cells[column] || [])
    return below.length > 0 && below.filter(isNumber).length * 2 > below.length
  }
  return cells.some((cell, column) => cell !== '' && isOfNumbers(cell, column)) ? 1 : 0
}

/** The name of several columns is that of each. */
function spread({ cells, spans }: TableRow): TableRow {
  const names = [...cells]
  for (const [first, last] of spans ?? []) names.fill(cells[first] ?? '', first, last + 1)
  return { cells: names }
}

/** Of several rows the names stand below each other. */
function namesOf(head: readonly TableRow[]): string[] {
  const columns = Math.max(...head.map(({ cells }) => cells.length))
  return Array.from({ length: columns }, (_, i) =>
    [...new Set(head.map(({ cells }) => cells[i] ?? '').filter((cell) => cell !== ''))].join(' ').replace(/:$/, ''),
  )
}

interface Name {
  filled: string
  empty: string
}

/** Words that begin the rows say what these are about: they need no name. Undefined where names would bury the rest. */
function namesShown(names: readonly string[], body: readonly TableRow[]): Name[] | undefined {
  const shown = names.map((name, i): Name => {
    const filled = body.flatMap(({ cells }) => cells[i] || [])
    const isFirst = i === 0 && filled.filter(isNumber).length * 2 < filled.length
    const isSparse = filled.length < (1 - EMPTY) * body.length
    return { filled: isFirst ? '' : name, empty: isFirst || isSparse ? '' : name }
  })
  const own = body.reduce((sum, row) => sum + lengthOf(row), 0)
  const added = body.length * shown.reduce((sum, { filled }) => sum + filled.length + 2, 0)
  return added > Math.max(SMALL, MOST_ADDED * own) ? undefined : shown
}

const lengthOf = ({ cells }: TableRow): number => cells.reduce((sum, cell) => sum + cell.length + MARK.length, 0)

/** The cells with the columns that they stand in, first to last; not those that another one covers. */
function* shownCells({ cells, spans }: TableRow, columns = cells.length): Generator<[first: number, last: number]> {
  for (let i = 0; i < Math.max(cells.length, columns); i++) {
    const last = Math.max(i, spans?.get(i) ?? i)
    yield [i, last]
    i = last
  }
}

/** What stands in several columns comes with the names of all. */
const named = (row: TableRow, names: readonly Name[]): string =>
  [...shownCells(row, names.length)]
    .map(([first, last]) => {
      const cell = row.cells[first] ?? ''
      const own = names.slice(first, last + 1).map((name) => name[cell === '' ? 'empty' : 'filled'])
      const name = own[0] ? [...new Set(own)].join(', ') : ''
      return name === '' ? cell : `${name}: ${cell}`.trim()
    })
    .join(MARK)
    .trim()

/** Empty cells at a row's end are none. */
const written = (row: TableRow): string =>
  [...shownCells(row)]
    .map(([first]) => row.cells[first])
    .join(MARK)
    .replace(/(?:\s*\|\s*)+$/, '')
    .trim()
