import type { Vocabulary } from '../../hyphens'
import type { Line } from '../layout/lines'
import { markEmptyCells } from './empty_cells'
import { readSmallTables } from './small_tables'
import { stackedRows } from './stacked_rows'
import { byColumn, type Cell, columnsUnder } from './table_cells'
import { columnsAmong, isNumber, isOneEach, MOST_FITTING, type Row, rowsOf, rowsWithin } from './table_columns'
import { carriedOver, type Header, headerOf, namesAbove } from './table_header'
import { type TableRegion, tableRegions } from './table_regions'
import { type Name, writeRow } from './table_rows'
import { wrappedRows } from './table_wraps'

/** Rows below a header: one may stand so by chance. */
const FEWEST_ROWS = 2
/** Lines behind a table that goes on, on its page and before it on the next: notes, "continued". */
const MOST_BESIDE = 3
/** In all but small tables, names of columns may take up so much more room than what stands in these. */
const MOST_ADDED = 2
const SMALL = 1500
/** So much of a table is filled that has no header. */
const WELL_FILLED = 0.6
/** Of a column that is emptier than this, empty cells come without its name. */
const EMPTY = 0.6

/**
 * Puts tables into rows that can be read alone: what was wrapped inside cells is one row again, and where a header names
 * the columns, each cell comes with its name, as "Vellmar | Houses: 120 | Wells: | Boats: 31". A table that goes on at the
 * top of the next page keeps its header. Rows without a sure header only get a mark where cells are empty.
 */
export function readTables(pages: readonly Line[][], vocabulary: Vocabulary): Line[][] {
  let open: Open | undefined
  return pages.map((drawn) => {
    const lines = stackedRows(drawn, vocabulary)
    const read = [...lines]
    for (const region of tableRegions(lines)) {
      const rows = wrappedRows(region.lines, vocabulary)
      const header = nameCells(rows, region, open && goesOn(open, region, lines) ? open.header : undefined)
      const kept = header || areInColumns(rows) ? rows : region.lines
      if (!header) markEmptyCells(kept)
      if (kept.length < region.lines.length) replace(read, region.lines, kept)
      open = header && { header, lines, region }
    }
    readSmallTables(read)
    return read
  })
}

/** A table that may go on. */
interface Open {
  header: Header
  lines: readonly Line[]
  region: TableRegion
}

/** Between it and what goes on, on one page or the next, are only rows without values, and few other lines. */
function goesOn({ header, lines, region }: Open, next: TableRegion, here: readonly Line[]): boolean {
  const isOne = (line: Line) => columnsUnder(line, header.columns).length < 2
  if (lines === here) return here.slice(region.end, next.start).every(isOne)
  if (next.lines[0]!.page !== region.lines[0]!.page + 1) return false
  const apart = [lines.slice(region.end), here.slice(0, next.start)]
  return apart.every((between) => between.filter((line) => !isOne(line)).length <= MOST_BESIDE)
}

/** Rows that were put together, and have no header that says so, are a table if they fill its columns. */
function areInColumns(lines: readonly Line[]): boolean {
  const rows = rowsOf(lines)
  const columns = columnsAmong(rows)
  const fits = columns ? rows.filter((row) => isOneEach(row, columns)) : []
  const filled = fits.reduce((sum, { cells }) => sum + cells.length, 0)
  return columns !== undefined && filled >= WELL_FILLED * columns.length * rows.length
}

/** Lines that were put together take the place of the first of these. */
function replace(lines: Line[], old: readonly Line[], rows: readonly Line[]): void {
  const gone = new Set(old)
  const at = lines.findIndex((line) => gone.has(line))
  const rest = lines.filter((line) => !gone.has(line))
  lines.splice(0, lines.length, ...rest.slice(0, at), ...rows, ...rest.slice(at))
}

/** Writes the names of its columns into a table's rows; undefined where nothing names them for sure. */
function nameCells(lines: readonly Line[], { above }: TableRegion, before: Header | undefined): Header | undefined {
  const rows = rowsOf(lines)
  const told = headerOf(rows) ?? headerBefore(rows, before)
  if (!told) return undefined
  const head = rows.slice(0, told.rows)
  const header = namesAbove(told, head, above)
  const { columns } = header
  const isRtl = rows.filter(({ line }) => line.rtl).length * 2 > rows.length
  const below = untilNextHead(rows.slice(told.rows), head)
  const body = rowsWithin(below, columns).map(({ line, cells }) => {
    return { line, cells: byColumn(cells, columns) }
  })
  const names = namesShown(header, body, isRtl)
  // Sums stand below the numbers, beside nothing: they need not fit.
  const whole = below.filter(({ cells }) => columnsUnder(cells[0]!, columns).includes(isRtl ? columns.length - 1 : 0))
  if (body.length < Math.max(FEWEST_ROWS, MOST_FITTING * whole.length) || isTooMuch(body, names)) return undefined
  for (const { line, cells } of body) writeRow(line, cells, names, isRtl)
  const lowest = head.at(-1)
  if (lowest && isOneEach(lowest, columns)) writeRow(lowest.line, byColumn(lowest.cells, columns), [], isRtl)
  return header
}

/** Where another table follows, the first row that is set as the header is ends the rows. */
function untilNextHead(rows: readonly Row[], head: readonly Row[]): readonly Row[] {
  const font = head.at(-1)?.line.font
  const alike = rows.filter(({ line }) => line.font === font).length
  const end = alike * 2 < rows.length ? rows.findIndex(({ line }) => line.font === font && line.oneFont) : -1
  return end < 0 ? rows : rows.slice(0, end)
}

function headerBefore(rows: readonly Row[], before: Header | undefined): Header | undefined {
  const columns = before && columnsAmong(rows)
  return before && columns && carriedOver(before, columns)
}

interface ReadRow {
  line: Line
  cells: (Cell | undefined)[]
}

/** Words that begin the rows say what these are about: they need no name. */
function namesShown({ names }: Header, rows: readonly ReadRow[], isRtl: boolean): Name[] {
  const first = isRtl ? names.length - 1 : 0
  return names.map((name, i) => {
    const filled = rows.map(({ cells }) => cells[i]).filter((cell) => cell !== undefined)
    const isHead = i === first && filled.filter(isNumber).length * 2 < filled.length
    const isSparse = filled.length < (1 - EMPTY) * rows.length
    return { filled: isHead ? '' : name, empty: isHead || isSparse ? '' : name }
  })
}

/** In wide tables of long names, these would bury what they name. */
function isTooMuch(rows: readonly ReadRow[], names: readonly Name[]): boolean {
  const own = rows.reduce((sum, { line }) => sum + line.text.length, 0)
  const added = rows.length * names.reduce((sum, { filled }) => sum + filled.length + 4, 0)
  return added > Math.max(SMALL, MOST_ADDED * own)
}
