import { isValue } from '../../phrases'
import type { Line } from '../layout/lines'
import { type Cell, type Column, cellsOf, columnsOf, columnsUnder, textOf } from './table_cells'

/** A row of a table while it is read. */
export interface Row {
  line: Line
  cells: Cell[]
}

/** Lines of several cells; `gap`: white space between these, in type sizes. */
export const rowsOf = (lines: readonly Line[], gap?: number): Row[] =>
  lines.map((line) => ({ line, cells: cellsOf(line, gap) })).filter(({ cells }) => cells.length > 1)

/** With fewer columns, what stands side by side may do so by chance. */
const FEWEST_COLUMNS = 3
/** So much of a table is filled, and so many of its rows fit its columns. */
const LEAST_FILLED = 0.4
export const MOST_FITTING = 0.7
/** Of a column's cells, so many are values where it is one of values. */
const MOST_VALUES = 0.6

/** The columns of rows without those few that have something across two of them, as sums have. */
export function columnsAmong(rows: readonly Row[], fewest = FEWEST_COLUMNS): Column[] | undefined {
  const byCount = [...rows].sort((a, b) => b.cells.length - a.cells.length)
  let fitting: readonly Row[] = []
  let columns: Column[] = []
  for (const row of byCount) {
    if (row.cells.some((cell) => columnsUnder(cell, columns).length > 1)) continue
    columns = columnsOf([columns, row.cells])
    fitting = [...fitting, row]
  }
  if (fitting.length < MOST_FITTING * rows.length) {
    fitting = rows
    columns = columnsOf(rows.map(({ cells }) => cells))
  }
  const filled = fitting.reduce((sum, { cells }) => sum + cells.length, 0)
  const isFilled = filled >= LEAST_FILLED * columns.length * fitting.length
  return columns.length >= fewest && isFilled ? columns : undefined
}

/** Whether each cell of a row stands in a column of its own. */
export function isOneEach({ cells }: Row, columns: readonly Column[]): boolean {
  const at = cells.map((cell) => columnsUnder(cell, columns))
  return at.every(({ length }) => length === 1) && new Set(at.flat()).size === at.length
}

/** Rows whose cells stand in one column each, without words among numbers, as "Total" may stand among prices. */
export function rowsWithin(rows: readonly Row[], columns: readonly Column[]): Row[] {
  const placed = rows.map((row) => ({ row, at: row.cells.map((cell) => columnsUnder(cell, columns)) }))
  const values = columns.map((_, i) => {
    const own = placed.flatMap(({ row, at }) => row.cells.filter((_, n) => at[n]!.length === 1 && at[n]![0] === i))
    return areValues(own) || (own.length * 2 > rows.length && /^\P{L}*\p{N}\P{L}*$/u.test(textOf(own[0]!)))
  })
  const named = columns.map((_, i) => {
    const own = placed.flatMap(({ row, at }) => row.cells.filter((_, n) => at[n]![0] === i))
    return own.filter(beginsWithWord).length * 2 > own.length
  })
  // "VAT 25 %" among prices says what the sum beside it is, as "Total" does.
  const isLabel = (cell: Cell, n: number, at: number) => n === 0 && !named[at] && beginsWithWord(cell)
  const fits = placed.filter(({ row, at }) =>
    row.cells.every((cell, n) => {
      const [column] = at[n]!
      return at[n]!.length === 1 && (!values[column!] || (isNumber(cell) && !isLabel(cell, n, column!)))
    }),
  )
  return fits.map(({ row }) => row)
}

const beginsWithWord = (cell: Cell): boolean => /^\p{L}{2}/u.test(textOf(cell))

export const isNumber = (cell: Cell): boolean => isValue(textOf(cell))

/** Whether a column is one of values. */
export function areValues(cells: readonly (Cell | undefined)[]): boolean {
  const filled = cells.filter((cell) => cell !== undefined)
  return filled.length > 0 && filled.filter(isNumber).length >= MOST_VALUES * filled.length
}
