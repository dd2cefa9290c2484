import type { Line } from '../layout/lines'
import { cellsOf } from './table_cells'

/** Lines of a page that may be a table, and those right above that may be the first lines of its header. */
export interface TableRegion {
  lines: Line[]
  above: Line[]
  /** Places of its lines among those of the page. */
  start: number
  end: number
}

const FEWEST_ROWS = 3
/** Lines of one cell between rows: more are no part of a table. */
const MOST_SINGLES = 3
/** A line this much of a table's width is text between tables. */
const WIDE = 0.6
/** Type sizes between rows at most, and between a header's lines. */
const FARTHEST = 4
const NEAR = 2

/** Rows that follow each other, and short lines between that are wrapped in their cells or head a group of rows. */
export function tableRegions(lines: readonly Line[]): TableRegion[] {
  const regions: TableRegion[] = []
  for (let at = 0; at < lines.length; ) {
    const start = couldBeRow(lines[at]!) ? startOf(lines, at, regions.at(-1)?.end ?? 0) : at
    const end = couldBeRow(lines[at]!) ? endOf(lines, at) : at
    if (lines.slice(start, end).filter(couldBeRow).length >= FEWEST_ROWS) {
      regions.push({ lines: lines.slice(start, end), above: linesAbove(lines, start), start, end })
    }
    at = Math.max(end, at + 1)
  }
  return regions
}

export const couldBeRow = (line: Line): boolean => couldBe(line) && line.cells > 1

const couldBe = (line: Line): boolean =>
  !line.aside && line.indent === undefined && line.pieces.every(({ direction }) => direction !== 'slanted')

/** Short words far apart, as years over groups of columns are, need not look like a row. */
function startOf(lines: readonly Line[], at: number, least: number): number {
  let start = at
  while (start > least && isNear(lines[start - 1]!, lines[start]!) && hasCells(lines[start - 1]!)) start--
  return start
}

const hasCells = (line: Line): boolean => couldBe(line) && cellsOf(line).length > 1

function endOf(lines: readonly Line[], start: number): number {
  const first = lines[start]!
  let { left, right, base } = first
  let end = start + 1
  let singles = 0
  for (let i = end; i < lines.length; i++) {
    const line = lines[i]!
    const isApart = line.block !== first.block || line.page !== first.page || !couldBe(line)
    if (isApart || line.base > base + FARTHEST * line.size || line.base < first.base - 0.5 * line.size) break
    const row = line.cells > 1 || cellsOf(line).length > 1
    if (!row && (line.right - line.left > WIDE * (right - left) || ++singles > MOST_SINGLES)) break
    base = Math.max(base, line.base)
    if (!row) continue
    singles = 0
    left = Math.min(left, line.left)
    right = Math.max(right, line.right)
    end = i + 1
  }
  // The last cell may be wrapped.
  while (end < lines.length && isWrap(lines[end]!, lines[end - 1]!, left, right)) end++
  return end
}

function isWrap(line: Line, above: Line, left: number, right: number): boolean {
  const near = line.block === above.block && line.page === above.page && couldBe(line)
  const step = line.base - above.base
  return near && step > 0 && step < 1.3 * line.size && line.right - line.left <= WIDE * (right - left)
}

function linesAbove(lines: readonly Line[], start: number): Line[] {
  let first = start
  while (first > 0 && start - first < MOST_SINGLES && isNear(lines[first - 1]!, lines[first]!)) first--
  return lines.slice(first, start)
}

function isNear(above: Line, line: Line): boolean {
  const step = line.base - above.base
  return above.page === line.page && step > 0 && step < NEAR * line.size
}
