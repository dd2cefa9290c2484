import { isNumber, type TableRow } from '../flow/table_rows'

/** Tables of programs that know only cells: which rows belong together, and which one names the columns. */

/** What stands in one row: its filled cells by their columns, from 0. */
export type GridRow = ReadonlyMap<number, string>

export interface Region {
  /** Lines above the table, of one cell each: its title, what is said of it. */
  above: string[]
  rows: TableRow[]
}

const LONGEST_NAME = 60
/** A table of more cells than these is written without its empty ones, unless it is well filled. */
const MANY = 2_000_000
const THIN = 0.05

/** The tables of a sheet; `rows[i]` undefined: an empty row, which parts tables. */
export function regionsOf(rows: readonly (GridRow | undefined)[]): Region[] {
  const regions: Region[] = []
  let open: GridRow[] = []
  for (const row of [...rows, undefined]) {
    if (row && row.size > 0) open.push(row)
    else if (open.length > 0) {
      regions.push(regionOf(open))
      open = []
    }
  }
  return regions
}

function regionOf(rows: readonly GridRow[]): Region {
  const wide = rows.findIndex((row) => row.size > 1)
  const above = rows.slice(0, wide < 0 ? rows.length : wide).map((row) => [...row.values()][0]!)
  const body = wide < 0 ? [] : rows.slice(wide)
  const columns = [...new Set(body.flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)
  const filled = body.reduce((sum, row) => sum + row.size, 0)
  if (body.length * columns.length > MANY && filled < THIN * body.length * columns.length) {
    return { above, rows: body.map((row) => ({ cells: [...row.values()] })) }
  }
  const cells = body.map((row) => columns.map((column) => row.get(column) ?? ''))
  const hasHead = namesColumns(cells)
  return { above, rows: cells.map((row, i) => ({ cells: row, ...(i === 0 && hasHead && { isHead: true }) })) }
}

/** A first row with a short word for every column, none twice: people who fill cells name what they fill in. */
function namesColumns([first = [], ...below]: readonly string[][]): boolean {
  if (below.length === 0 || first.length < 2 || new Set(first).size < first.length) return false
  return first.every((cell) => cell !== '' && cell.length <= LONGEST_NAME && !isNumber(cell))
}
