import type { Line } from '../layout/lines'
import { byColumn, type Cell, type Column, cellsOf, columnsOf, shareOf, textOf } from './table_cells'
import { isNumber, isOneEach } from './table_columns'
import { couldBeRow } from './table_regions'
import { type Name, writeRow } from './table_rows'

/** With fewer columns, two lines may stand so by chance. */
const FEWEST_COLUMNS = 3
/** Type sizes between the two lines, at most, and between edges that stand above each other. */
const FARTHEST = 3
const LEVEL = 0.3
/** Letters of a column's name. */
const LONGEST = 30

/**
 * Tables of two lines: a header in a type of its own and one row, or two rows with numbers of which one lacks a cell.
 * Others are told by what many rows have in common.
 */
export function readSmallTables(lines: readonly Line[]): void {
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1]
    if (!next || !follows(line, next) || isRowBeside(lines[i - 1], line) || isRowBeside(lines[i + 2], next)) continue
    if (!nameRow(line, next)) markRows(line, next)
  }
}

function follows(above: Line, line: Line): boolean {
  const step = line.base - above.base
  const isNear = above.page === line.page && above.block === line.block && step > 0 && step < FARTHEST * line.size
  return isNear && couldBeRow(above) && couldBeRow(line)
}

const isRowBeside = (other: Line | undefined, line: Line): boolean =>
  other !== undefined && other.page === line.page && other.block === line.block && couldBeRow(other)

function nameRow(head: Line, row: Line): boolean {
  const [names, cells] = [cellsOf(head), cellsOf(row)]
  const columns = columnsOf([names, cells])
  const isHead = head.oneFont && row.font !== head.font && names.every(isName)
  if (!isHead || columns.length < FEWEST_COLUMNS || names.length < columns.length) return false
  if (!isOneEach({ line: head, cells: names }, columns) || !isOneEach({ line: row, cells }, columns)) return false
  const isRtl = row.rtl
  const first = isRtl ? columns.length - 1 : 0
  const shown = byColumn(names, columns).map((cell, at): Name => {
    const name = textOf(cell!).replace(/\s*:$/, '')
    const own = byColumn(cells, columns)[at]
    return at === first && own && !isNumber(own) ? { filled: '', empty: '' } : { filled: name, empty: name }
  })
  writeRow(head, byColumn(names, columns), [], head.rtl)
  writeRow(row, byColumn(cells, columns), shown, isRtl)
  return true
}

const isName = (cell: Cell): boolean => {
  const name = textOf(cell)
  return name.length <= LONGEST && /\p{L}/u.test(name) && !/\p{N}/u.test(name)
}

function markRows(above: Line, below: Line): void {
  const rows = [above, below].map((line) => ({ line, cells: cellsOf(line) }))
  const [full, other] = [...rows].sort((a, b) => b.cells.length - a.cells.length) as [
    (typeof rows)[0],
    (typeof rows)[0],
  ]
  const columns = columnsOf([full.cells, other.cells])
  const isWhole = full.cells.length === columns.length && other.cells.length < columns.length
  if (columns.length < FEWEST_COLUMNS || !isWhole || ![full, other].every((row) => isOneEach(row, columns))) return
  const places = byColumn(full.cells, columns)
  const areLevel = byColumn(other.cells, columns).every((cell, i) => !cell || isLevel(cell, places[i]!, full.line.size))
  const haveNumbers = rows.every(
    ({ cells }) => cells.some(isNumber) && !cells.some((cell) => textOf(cell).endsWith(':')),
  )
  if (!areLevel || !haveNumbers) return
  for (const { line, cells } of rows) writeRow(line, byColumn(cells, columns), [], line.rtl)
}

/** Set at the left, at the right or in the middle of one column. */
function isLevel(a: Column, b: Column, size: number): boolean {
  const off = [a.left - b.left, a.right - b.right, (a.left + a.right - b.left - b.right) / 2]
  return shareOf(a, b) > 0 && off.some((one) => Math.abs(one) < LEVEL * size)
}
