import type { Vocabulary } from '../../hyphens'
import type { Line } from '../layout/lines'
import { type Cell, type Column, cellsOf, columnsOf, columnsUnder } from './table_cells'
import { joined } from './table_wraps'

/** Rows, with their header: fewer may be columns of text. */
const FEWEST_ROWS = 3
/** Lines of a cell at most: columns of text have more. */
const MOST_LINES = 12
/** Type sizes: what goes up by this was drawn beside something; what goes down by this is below it. */
const UP = 0.3
const DOWN = 0.8
/** Between lines of one cell at most. */
const FARTHEST = 1.7

interface Stacked {
  lines: Line[]
  cells: (Column & { base: number; lines: number })[]
  /** Some cell begins further up than the one before it ends. */
  goesUp: boolean
}

/**
 * Rows of tables that were drawn cell after cell, whose cells have several lines and stand level with each other at
 * their middle or foot: no line says which others belong to its row, the order of drawing does. Each becomes one line.
 */
export function stackedRows(lines: readonly Line[], vocabulary: Vocabulary): Line[] {
  const read: Line[] = []
  let table: Stacked[] = []
  const end = () => {
    if (isTable(table)) read.push(...table.map((row) => oneLine(row, table, vocabulary)))
    else read.push(...table.flatMap((row) => row.lines))
    table = []
  }
  for (const row of rowsDrawn(lines)) {
    const before = table.at(-1)
    if (before && (row.cells.length < 2 || !isBelow(before, row))) end()
    table.push(row)
    if (row.cells.length < 2) end()
  }
  end()
  return read
}

function isTable(rows: readonly Stacked[]): boolean {
  if (rows.length < FEWEST_ROWS || !rows.some(({ goesUp }) => goesUp)) return false
  const columns = columnsOf(rows.map(({ cells }) => cells))
  return (
    columns.length > 1 &&
    rows.every(({ cells }) => cells.every((cell) => cell.lines <= MOST_LINES) && isOneEach(cells, columns))
  )
}

const isOneEach = (cells: readonly Column[], columns: readonly Column[]): boolean =>
  new Set(cells.map((cell) => columnsUnder(cell, columns)[0])).size === cells.length

function isBelow(above: Stacked, row: Stacked): boolean {
  const [a, b] = [above.lines[0]!, row.lines[0]!]
  return a.page === b.page && a.block === b.block && topOf(row) > topOf(above) + DOWN * b.size
}

const topOf = ({ lines }: Stacked): number => Math.min(...lines.map(({ base }) => base))

/** Lines in the order of drawing, cell below cell's line or beside the cell before; what goes back begins a row. */
function rowsDrawn(lines: readonly Line[]): Stacked[] {
  const rows: Stacked[] = []
  for (const line of lines) {
    const row = rows.at(-1)
    const cells = line.aside || line.indent !== undefined ? [] : cellsOf(line)
    if (!row || cells.length === 0 || !takes(row, line, cells)) rows.push(newRow(line, cells))
  }
  return rows
}

function takes(row: Stacked, line: Line, cells: readonly Cell[]): boolean {
  const last = row.cells.at(-1)
  const first = row.lines[0]!
  if (!last || line.page !== first.page || line.block !== first.block) return false
  const [cell, ...rest] = cells as [Cell, ...Cell[]]
  const step = line.base - last.base
  const isFree = (one: Cell) => row.cells.every(({ right }) => right < one.left)
  // What follows in the same line stands beside: only in a row that has cells beside each other already.
  const isAlone = rest.length === 0 || (row.cells.length > 1 && rest.every(isFree))
  const isNear = step > 0 && step < FARTHEST * line.size && Math.abs(first.size - line.size) < 0.1 * line.size
  const goesOn = isAlone && isNear && columnsUnder(cell, [last]).length > 0
  if (!goesOn && !(isFree(cell) && step < DOWN * line.size)) return false
  row.lines.push(line)
  if (goesOn) {
    const [left, right] = [Math.min(last.left, cell.left), Math.max(last.right, cell.right)]
    Object.assign(last, { left, right, base: line.base, lines: last.lines + 1 })
  } else row.goesUp ||= step < -UP * line.size
  row.cells.push(...boxesOf(line, goesOn ? rest : cells))
  return true
}

const newRow = (line: Line, cells: readonly Cell[]): Stacked => ({
  lines: [line],
  cells: boxesOf(line, cells),
  goesUp: false,
})

const boxesOf = ({ base }: Line, cells: readonly Cell[]): Stacked['cells'] =>
  cells.map(({ left, right }) => ({ left, right, base, lines: 1 }))

function oneLine(row: Stacked, table: readonly Stacked[], vocabulary: Vocabulary): Line {
  if (row.lines.length === 1) return row.lines[0]!
  const columns = columnsOf(table.map(({ cells }) => cells))
  return {
    ...joined(row.lines, columns, vocabulary),
    base: topOf(row),
    top: Math.min(...row.lines.map(({ top }) => top)),
  }
}
