/**
 * Rows of tables whose cells a file tells apart, written as those of PDFs are (../pdf/whole/tables.ts): "Vellmar | Houses:
 * 120 | Wells: | Boats: 31", so that a row can be read, found and quoted alone.
 */

export interface TableRow {
  /** One for each column; '' for none. */
  cells: string[]
  /** The file says, or shows by its type, that it names the columns. */
  isHead?: boolean
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
export const isNumber = (cell: string): boolean => NUMBER.test(cell)

/** The rows as items, one at a time, as small tables may say the same huge text in all cells; the header is one itself. */
export function* writeRows(rows: readonly TableRow[]): Generator<string> {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const head = headOf(filled)
  const names = head > 0 ? namesOf(filled.slice(0, head)) : []
  const body = filled.slice(head).map(({ cells }) => cells)
  const shown = head > 0 && body.length > 0 ? namesShown(names, body) : undefined
  for (const { cells } of filled.slice(0, head)) yield written(cells)
  for (const cells of body) yield shown && countFilled(cells) > 1 ? named(cells, shown) : written(cells)
}

const countFilled = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + Number(cell !== ''), 0)

/** How many rows name the columns: those that say so; else a first row of words or years over columns of numbers. */
function headOf(rows: readonly TableRow[]): number {
  const first = rows.findIndex(({ isHead }) => !isHead)
  if (first > 0) return first
  const cells = rows[0]?.cells ?? []
  if (first < 0 || rows.length < 2 || cells.filter((cell) => cell !== '').length < 2) return 0
  if (cells.some((cell) => isNumber(cell) && !YEAR.test(cell))) return 0
  const isOfNumbers = (_: string, column: number) => {
    const below = rows.slice(1).flatMap((row) => row.cells[column] || [])
    return below.length > 0 && below.filter(isNumber).length * 2 > below.length
  }
  return cells.some((cell, column) => cell !== '' && isOfNumbers(cell, column)) ? 1 : 0
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
function namesShown(names: readonly string[], body: readonly string[][]): Name[] | undefined {
  const shown = names.map((name, i): Name => {
    const filled = body.flatMap((cells) => cells[i] || [])
    const isFirst = i === 0 && filled.filter(isNumber).length * 2 < filled.length
    const isSparse = filled.length < (1 - EMPTY) * body.length
    return { filled: isFirst ? '' : name, empty: isFirst || isSparse ? '' : name }
  })
  const own = body.reduce((sum, cells) => sum + lengthOf(cells), 0)
  const added = body.length * shown.reduce((sum, { filled }) => sum + filled.length + 2, 0)
  return added > Math.max(SMALL, MOST_ADDED * own) ? undefined : shown
}

const lengthOf = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + cell.length + MARK.length, 0)

const named = (cells: readonly string[], names: readonly Name[]): string =>
  Array.from({ length: Math.max(cells.length, names.length) }, (_, i) => {
    const cell = cells[i] ?? ''
    const name = names[i]?.[cell === '' ? 'empty' : 'filled'] ?? ''
    return name === '' ? cell : `${name}: ${cell}`.trim()
  })
    .join(MARK)
    .trim()

/** Empty cells at a row's end are none. */
const written = (cells: readonly string[]): string =>
  cells
    .join(MARK)
    .replace(/(?:\s*\|\s*)+$/, '')
    .trim()
