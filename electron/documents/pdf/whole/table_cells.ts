import type { Line, Piece } from '../layout/lines'

/** What stands in one column of a row: its pieces in the order of reading, and how far they reach along the line. */
export interface Cell {
  pieces: Piece[]
  left: number
  right: number
}

/** The stretch along the line that a table's column takes up. */
export type Column = Pick<Cell, 'left' | 'right'>

/** White space that may part cells, in type sizes: whether it does, the other rows tell. */
const GAP = 1

/** What accounts set at the left of a column's numbers. */
const SIGN = /^[\p{Sc}(]{1,2}$/u

/** The cells of a line, in the order of reading; `gap`: white space between them, in type sizes. */
export function cellsOf({ pieces, size }: Line, gap = GAP): Cell[] {
  const cells: Cell[] = []
  for (const piece of pieces) {
    const cell = cells.at(-1)
    const isApart = !cell || (gapBetween(cell, piece) > gap * size && !SIGN.test(textOf(cell)))
    if (isApart) cells.push({ pieces: [piece], left: piece.left, right: piece.right })
    else extend(cell, [piece])
  }
  return cells
}

export const gapBetween = (a: Column, b: Column): number => Math.max(b.left - a.right, a.left - b.right)

export function extend(cell: Cell, pieces: readonly Piece[]): void {
  cell.pieces.push(...pieces)
  cell.left = Math.min(cell.left, ...pieces.map(({ left }) => left))
  cell.right = Math.max(cell.right, ...pieces.map(({ right }) => right))
}

export const textOf = ({ pieces }: Pick<Cell, 'pieces'>): string =>
  pieces.map(({ text, spaced }, i) => (i > 0 && spaced ? ` ${text}` : text)).join('')

/** The columns that cells stand in, from left to right: stretches with white space between them in all rows. */
export function columnsOf(rows: readonly (readonly Column[])[]): Column[] {
  const columns: Column[] = []
  for (const { left, right } of rows.flat().sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last && left < last.right) last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  return columns
}

/** The columns that something stands in, or over. */
export const columnsUnder = ({ left, right }: Column, columns: readonly Column[]): number[] =>
  columns.flatMap((column, i) => (left < column.right && right > column.left ? [i] : []))

/** The column that a cell of the rows they were made of stands in; -1 for none. */
export const columnOf = (cell: Column, columns: readonly Column[]): number => columnsUnder(cell, columns)[0] ?? -1

/** One cell for each column; what stands in one column is one cell. */
export function byColumn(cells: readonly Cell[], columns: readonly Column[]): (Cell | undefined)[] {
  const row: (Cell | undefined)[] = columns.map(() => undefined)
  for (const cell of cells) {
    const at = columnOf(cell, columns)
    const before = row[at]
    if (before) extend(before, cell.pieces)
    else row[at] = { ...cell, pieces: [...cell.pieces] }
  }
  return row
}

/** How much of the narrower of two stretches they share. */
export function shareOf(a: Column, b: Column): number {
  const narrower = Math.max(0.01, Math.min(a.right - a.left, b.right - b.left))
  return (Math.min(a.right, b.right) - Math.max(a.left, b.left)) / narrower
}
