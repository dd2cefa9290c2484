import type { Line, Piece } from '../layout/lines'

/** A cell of a row: the pieces it begins and ends with, and where it stands. */
interface Cell {
  pieces: Piece[]
  left: number
  right: number
}

/** Smaller than this, what stands in rows and columns may do so by chance. */
const FEWEST_ROWS = 3
const FEWEST_COLUMNS = 3
const MARK = '|'

/**
 * Tables in which cells are empty: read as rows of words, what follows an empty cell would be taken for the column
 * before. Their rows get a mark between cells, as tables of texts have; tables without empty cells need none.
 */
export function markEmptyCells(lines: readonly Line[]): void {
  for (const rows of tablesAmong(lines)) {
    const cells = rows.map(cellsOf)
    const columns = columnsOf(cells)
    if (columns === undefined || !hasEmptyCells(cells, columns.length)) continue
    for (const [i, row] of rows.entries()) markRow(row, cells[i]!, columns)
  }
}

/** Rows that follow each other. */
function tablesAmong(lines: readonly Line[]): Line[][] {
  const tables: Line[][] = []
  let last: Line | undefined
  for (const line of lines) {
    const isRow = line.cells > 1 && !line.rtl && line.pieces.every(({ direction }) => direction !== 'slanted')
    if (isRow) {
      if (last && last.block === line.block && last.page === line.page) tables.at(-1)!.push(line)
      else tables.push([line])
    }
    last = isRow ? line : undefined
  }
  return tables.filter((rows) => rows.length >= FEWEST_ROWS)
}

function cellsOf({ pieces }: Line): Cell[] {
  const cells: Cell[] = []
  for (const piece of pieces) {
    const cell = cells.at(-1)
    if (!cell || piece.cell) {
      cells.push({ pieces: [piece], left: piece.left, right: piece.right })
      continue
    }
    cell.pieces.push(piece)
    cell.right = Math.max(cell.right, piece.right)
  }
  return cells
}

interface Column {
  left: number
  right: number
}

/** The stretches that cells take up, each row having one cell in each at most; undefined if they don't line up. */
function columnsOf(rows: readonly Cell[][]): Column[] | undefined {
  const columns: Column[] = []
  for (const { left, right } of rows.flat().sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last && left < last.right) last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  const lineUp = rows.every((row) => new Set(row.map((cell) => columnOf(cell, columns))).size === row.length)
  return lineUp && columns.length >= FEWEST_COLUMNS ? columns : undefined
}

const columnOf = ({ left }: Cell, columns: readonly Column[]): number =>
  columns.findIndex((column) => left >= column.left && left <= column.right)

/** Some rows are whole, so that the columns are no chance, and some lack a cell before their last. */
function hasEmptyCells(rows: readonly Cell[][], columns: number): boolean {
  const whole = rows.filter((row) => row.length === columns)
  return whole.length * 3 >= rows.length && whole.length < rows.length
}

function markRow(line: Line, cells: readonly Cell[], columns: readonly Column[]): void {
  const pieces: Piece[] = []
  let at = 0
  for (const cell of cells) {
    const column = columnOf(cell, columns)
    pieces.push(...marks(column - at, cell.pieces[0]!, 'before'))
    pieces.push(...cell.pieces.map((piece, i) => (i === 0 ? { ...piece, spaced: true } : piece)))
    at = column
  }
  pieces.push(...marks(columns.length - 1 - at, pieces.at(-1)!, 'behind'))
  line.pieces = pieces
  line.text = pieces.map(({ text, spaced }, i) => (i > 0 && spaced ? ` ${text}` : text)).join('')
}

/** Points that a mark is given on the page, at the piece that it parts from others. */
const WIDTH = 2

function marks(count: number, beside: Piece, side: 'before' | 'behind'): Piece[] {
  const left = side === 'before' ? beside.left - WIDTH : beside.right
  const mark: Piece = {
    ...beside,
    text: MARK,
    spaced: true,
    cell: true,
    left,
    right: left + WIDTH,
    box: edgeOf(beside, side),
  }
  return Array.from({ length: count }, () => mark)
}

/** A strip along the side of a piece's box at which its line comes in, or goes on. */
function edgeOf({ box, direction }: Piece, side: 'before' | 'behind'): Piece['box'] {
  const isLevel = direction === 0 || direction === 180
  const isFirst = (direction === 0 || direction === 270) === (side === 'before')
  if (isLevel) return { ...box, x: isFirst ? box.x : box.x + box.width - WIDTH, width: WIDTH }
  return { ...box, y: isFirst ? box.y : box.y + box.height - WIDTH, height: WIDTH }
}
