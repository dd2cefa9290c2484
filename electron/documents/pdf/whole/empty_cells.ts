import type { Line } from '../layout/lines'
import { byColumn, type Column } from './table_cells'
import { areValues, columnsAmong, isOneEach, MOST_FITTING, type Row, rowsOf } from './table_columns'
import { writeRow } from './table_rows'

/** Smaller than this, what stands in rows and columns may do so by chance. */
const FEWEST_ROWS = 3
/** Type sizes between cells, where nothing else tells these. */
const GAP = 2

/** Letters of a cell: where they are more on the whole, and no column is one of numbers, columns of prose were read so. */
const LONGEST = 20

/**
 * Rows that have no names of columns get a mark between cells if some are empty: read as rows of words, what follows an
 * empty cell would be taken for the column before. Some rows are whole, so that the columns are no chance.
 */
export function markEmptyCells(lines: readonly Line[]): void {
  const rows = rowsOf(lines, GAP)
  const columns = rows.length >= FEWEST_ROWS ? columnsAmong(rows) : undefined
  if (!columns) return
  const fits = rows.filter((row) => isOneEach(row, columns))
  const whole = fits.filter(({ cells }) => cells.length === columns.length)
  if (fits.length < MOST_FITTING * rows.length || whole.length * 3 < fits.length || whole.length === fits.length) return
  if (areProse(fits, columns)) return
  for (const { line, cells } of fits) writeRow(line, byColumn(cells, columns), [], line.rtl)
}

function areProse(rows: readonly Row[], columns: readonly Column[]): boolean {
  const read = rows.map(({ cells }) => byColumn(cells, columns))
  const letters = rows.reduce((sum, { line }) => sum + line.text.length, 0)
  const cells = rows.reduce((sum, row) => sum + row.cells.length, 0)
  return letters > LONGEST * cells && !columns.some((_, i) => areValues(read.map((row) => row[i])))
}
