import { firstOf } from '../../shared/document/first_of'
import { isNumber, type TableRow } from '../flow/table_rows'

/** Tables of programs that know only cells: which rows belong together, and which one names the columns. */

/** What stands in one row: its filled cells by their columns, from 0. */
export interface GridRow extends ReadonlyMap<number, string> {
  /** Of cells that go on over columns to their right: the last one, by the first. */
  spans?: Map<number, number>
}

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
  const leftmost = Math.min(...rows.map((row) => Math.min(...row.keys())))
  // a title stands over all of its table, a group of columns over some
  const isGroup = (row: GridRow) => [...(row.spans?.keys() ?? [])].some((column) => column > leftmost)
  const wide = rows.findIndex((row, i) => row.size > 1 || (isGroup(row) && (rows[i + 1]?.size ?? 0) > 1))
  const above = rows.slice(0, wide < 0 ? rows.length : wide).map((row) => [...row.values()][0]!)
  const body = wide < 0 ? [] : rows.slice(wide)
  const columns = [...new Set(body.flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)
  const filled = body.reduce((sum, row) => sum + row.size, 0)
  if (body.length * columns.length > MANY && filled < THIN * body.length * columns.length) {
    return { above, rows: body.map((row) => ({ cells: [...row.values()] })) }
  }
  const cells = body.map((row) => columns.map((column) => row.get(column) ?? ''))
  const head = headOfGroups(body, cells) || Number(namesColumns(cells))
  const read = body.map((row, i): TableRow => {
    const spans = spansAt(row, columns)
    return { cells: cells[i]!, ...(i < head && { isHead: true }), ...(spans.size > 0 && { spans }) }
  })
  return { above, rows: read }
}

/** Which of the columns that hold something a row's wide cells go over. */
function spansAt(row: GridRow, columns: readonly number[]): Map<number, number> {
  const spans = new Map<number, number>()
  for (const [first, last] of row.spans ?? []) {
    const from = firstOf(columns, (column) => column >= first)
    const to = firstOf(columns, (column) => column > last) - 1
    if (columns[from] === first && to > from) spans.set(from, to)
  }
  return spans
}

const MOST_GROUPED = 3

/** How many rows name the columns where the first of them name groups of these; 0 where none does. */
function headOfGroups(body: readonly GridRow[], cells: readonly string[][]): number {
  let rows = 0
  while (rows < MOST_GROUPED && (body[rows]?.spans?.size ?? 0) > 0) rows++
  const head = rows + 1
  if (rows === 0 || head >= body.length) return 0
  const isName = (cell: string) => cell.length <= LONGEST_NAME && (!isNumber(cell) || /^(?:1[5-9]|20)\d\d$/.test(cell))
  return cells.slice(0, head).every((row) => row.every(isName)) ? head : 0
}

/** A first row with a short word for every column, none twice: people who fill cells name what they fill in. */
function namesColumns([first = [], ...below]: readonly string[][]): boolean {
  if (below.length === 0 || first.length < 2 || new Set(first).size < first.length) return false
  return first.every((cell) => cell !== '' && cell.length <= LONGEST_NAME && !isNumber(cell))
}
