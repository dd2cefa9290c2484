import { isValue } from '../../phrases'
import type { Line } from '../layout/lines'
import { byColumn, type Cell, type Column, cellsOf, columnOf, gapBetween, shareOf, textOf } from './table_cells'
import { areValues, columnsAmong, isNumber, type Row } from './table_columns'
import { isToldByLook } from './table_looks'

/** Rows that a header may have. */
const MOST_ROWS = 4
/** Of the columns, so many have a header. */
const MOST_NAMED = 0.6
/** A name has a letter, a number or one of these signs. */
const NAME = /[\p{L}\p{N}\p{Sc}%#‰°№]/u
/** Longer ones are no header of a column. */
const LONGEST = 60
export interface Header {
  /** How many of the table's rows it is. */
  rows: number
  columns: Column[]
  /** What each column is called, top down; '' for one that has no name. */
  names: string[]
}

/** What names a table's columns: rows of words over numbers or years, or rows set in a type of their own. */
export function headerOf(rows: readonly Row[]): Header | undefined {
  for (let count = 1; count <= Math.min(MOST_ROWS, rows.length - 2); count++) {
    const [head, body] = [rows.slice(0, count), rows.slice(count)]
    const columns = columnsAmong(body) ?? twoColumns(head, body)
    if (!columns || !(isToldByValues(head, body, columns) || isToldByLook(head, body))) continue
    const names = namesOf(head, columns)
    if (names && namesValues(names, body, columns)) return { rows: count, columns, names }
  }
  return undefined
}

/** Fewer rows of two cells may stand below two words by chance. */
const FEWEST_OF_TWO = 3

/** Words and their values, below two words that are set in a type of their own. */
function twoColumns(head: readonly Row[], body: readonly Row[]): Column[] | undefined {
  if (head.length > 1 || body.length < FEWEST_OF_TWO || !isToldByLook(head, body)) return undefined
  const columns = columnsAmong(body, 2)
  if (columns?.length !== 2 || head[0]!.cells.some(isNumber)) return undefined
  const below = body.map(({ cells }) => byColumn(cells, columns))
  const [words, values] = [0, 1].map((i) => areValues(below.map((row) => row[i])))
  return values && !words ? columns : undefined
}

/** Where a column of numbers has no name, the others' may be of other columns, too. */
function namesValues(names: readonly string[], body: readonly Row[], columns: readonly Column[]): boolean {
  const below = body.map(({ cells }) => byColumn(cells, columns))
  return names.every((name, i) => i === 0 || name !== '' || !areValues(below.map((row) => row[i])))
}

/** Words over columns of numbers: the row below is the first that has some, and those above have none. */
function isToldByValues(head: readonly Row[], body: readonly Row[], columns: readonly Column[]): boolean {
  const below = body.map(({ cells }) => byColumn(cells, columns))
  const values = columns.map((_, i) => areValues(below.map((row) => row[i])))
  if (!values.some(Boolean) || !below[0]!.some((cell, i) => values[i] && cell && isValue(textOf(cell)))) return false
  const years = head.map(({ cells }) => areYears(cells))
  if (years.some(Boolean) && below.some((row) => areYears(row.filter((cell) => cell !== undefined)))) return false
  if (head.some(({ cells }, i) => !years[i] && cells.some(isNumber))) return false
  const counts = columns.map((_, i) => (values[i] ? below.filter((row) => row[i] && isNumber(row[i])).length : 0))
  const areAll = values.slice(1).every(Boolean) && counts.reduce((sum, count) => sum + count, 0) > 3
  return areAll || counts.filter((count) => count > 1).length > 1 || counts.some((count) => count > 2)
}

const YEAR = /^(?:[A-Z]{1,2}[ .]?)?(?:1[89]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\p{L}?[*¹²³]?$/u

/** Columns are named by years; a word may stand over the row heads. */
function areYears(cells: readonly Cell[]): boolean {
  const texts = cells.map(textOf)
  const years = texts.filter((text) => YEAR.test(text))
  const others = texts.filter((text) => !YEAR.test(text))
  return years.length > 1 && new Set(years).size === years.length && !others.some(isValue) && others.length < 3
}

/** What the header calls each column; undefined where that can't be told. */
function namesOf(head: readonly Row[], columns: readonly Column[]): string[] | undefined {
  const names = columns.map((): string[] => [])
  let over = columns
  for (const { cells } of [...head].reverse()) {
    const under = over === columns ? lowestUnder(cells, columns) : groupsUnder(cells, over)
    if (!under || new Set(under.flat()).size < under.flat().length) return undefined
    for (const [i, at] of under.entries()) for (const column of at) names[column]!.unshift(textOf(cells[i]!))
    if (over === columns) over = columns.map((column, i) => around(column, cells[under.findIndex(([at]) => at === i)]))
  }
  const texts = names.map((words) => words.join(' ').replace(/\s*:$/, ''))
  const named = texts.slice(1).filter((text) => text !== '')
  if (named.length < MOST_NAMED * (columns.length - 1) || texts.some((text) => text.length > LONGEST)) return undefined
  if (named.some((text) => !NAME.test(text))) return undefined
  return new Set(named).size === named.length ? texts : undefined
}

const around = (a: Column, b: Column | undefined): Column =>
  b ? { left: Math.min(a.left, b.left), right: Math.max(a.right, b.right) } : a

/** The column that each cell of a header's lowest row stands over. */
function lowestUnder(cells: readonly Cell[], columns: readonly Column[]): number[][] | undefined {
  if (cells.length === columns.length) {
    const order = [...cells].sort((a, b) => a.left - b.left)
    return cells.map((cell) => [order.indexOf(cell)])
  }
  const under = cells.map((cell) => {
    const shares = columns.map((column) => shareOf(cell, column))
    return [shares.indexOf(Math.max(...shares))]
  })
  return under.every(([at], i) => gapBetween(cells[i]!, columns[at!]!) < FARTHEST * sizeOf(cells[i]!))
    ? under
    : undefined
}

/** Type sizes beside its column at which a name may stand. */
const FARTHEST = 1
const sizeOf = ({ pieces }: Cell): number => pieces[0]!.size

/** The columns that each cell of a header's upper row stands over: one, if a name goes on below it, or a group. */
function groupsUnder(cells: readonly Cell[], columns: readonly Column[]): number[][] | undefined {
  const under = cells.map((cell) => columns.flatMap((column, i) => (shareOf(cell, column) > 0.5 ? [i] : [])))
  if (under.every((at) => at.length > 0)) return evenGroups(under, columns.length) ?? under
  const groups = cells.map((): number[] => [])
  for (const [i, column] of columns.entries()) {
    const far = cells.map((cell) => Math.abs(middleOf(cell) - middleOf(column)))
    const isHead = i === 0 && cells.every((cell) => cell.left >= column.right)
    if (!isHead) groups[far.indexOf(Math.min(...far))]!.push(i)
  }
  const centred = groups.every((at, i) => {
    const own = at.map((column) => columns[column]!)
    if (own.length === 0) return false
    const whole = { left: Math.min(...own.map(({ left }) => left)), right: Math.max(...own.map(({ right }) => right)) }
    const off = Math.abs(middleOf(whole) - middleOf(cells[i]!))
    return off < Math.max(0.2 * (whole.right - whole.left), sizeOf(cells[i]!))
  })
  return centred ? groups : undefined
}

const middleOf = ({ left, right }: Column): number => (left + right) / 2

/** Words at the left of groups of as many columns each. */
function evenGroups(under: readonly number[][], count: number): number[][] | undefined {
  const wide = (count - 1) / under.length
  const isEven = under.length > 1 && wide > 1 && Number.isInteger(wide) && under.every(([at], i) => at === 1 + i * wide)
  return isEven ? under.map(([at]) => Array.from({ length: wide }, (_, i) => at! + i)) : undefined
}

/** The header of a table that goes on: the names of the columns that stand where its columns do. */
export function carriedOver({ columns, names }: Header, here: readonly Column[]): Header | undefined {
  const at = here.map((column) => columnOf(column, columns))
  const distinct = new Set(at).size === at.length && !at.includes(-1)
  const alone = here.every((column) => columns.filter((other) => shareOf(column, other) > 0).length === 1)
  return distinct && alone ? { rows: 0, columns: [...here], names: at.map((i) => names[i]!) } : undefined
}

/** The header with what stands right above it over one column: the first lines of a name that is wrapped. */
export function namesAbove(header: Header, head: readonly Row[], above: readonly Line[]): Header {
  let found = header
  const rows = [...head]
  for (const line of [...above].reverse()) {
    const cells = cellsOf(line)
    const isPart = head.length > 0 && cells.length === 1 && isOverOne(cells[0]!, header.columns)
    const names = isPart ? namesOf([{ line, cells }, ...rows], header.columns) : undefined
    if (!names) break
    rows.unshift({ line, cells })
    found = { ...found, names }
  }
  return found
}

/** A caption begins at the left edge of its table, or is wider than a column. */
function isOverOne(cell: Cell, columns: readonly Column[]): boolean {
  const at = columns.flatMap((column, i) => (shareOf(cell, column) > 0 ? [i] : []))
  return at.length === 1 && at[0]! > 0 && cell.right < (columns[at[0]! + 1]?.left ?? Infinity)
}
