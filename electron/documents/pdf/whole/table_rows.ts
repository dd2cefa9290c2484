import type { Line, Piece } from '../layout/lines'
import { type Cell, textOf } from './table_cells'

/** What a column's cells come with; '' for no name. */
export interface Name {
  filled: string
  empty: string
}

const MARK = '|'
/** Points that added words are given on the page, at the cell that they are about. */
const WIDTH = 2

/**
 * Writes a row's cells, each behind a mark and the name of its column: "Vellmar | Houses: 120 | Wells: | Boats: 31". What
 * is added stands in a strip at the side of the cell behind it, or of the last one.
 */
export function writeRow(line: Line, cells: readonly (Cell | undefined)[], names: readonly Name[], isRtl: boolean) {
  const order = cells.map((cell, i) => ({ cell, name: names[i]?.[cell ? 'filled' : 'empty'] ?? '' }))
  if (isRtl) order.reverse()
  const pieces: Piece[] = []
  let waiting: string[] = []
  for (const [i, { cell, name }] of order.entries()) {
    if (i > 0) waiting.push(MARK)
    if (name) waiting.push(`${name}:`)
    if (!cell) continue
    if (waiting.length > 0) pieces.push(added(waiting, cell.pieces[0]!, 'before', isRtl))
    pieces.push(...cell.pieces.map((piece, at) => (at === 0 ? { ...piece, spaced: true } : piece)))
    waiting = []
  }
  if (waiting.length > 0) pieces.push(added(waiting, pieces.at(-1)!, 'behind', isRtl))
  line.pieces = pieces
  line.text = textOf({ pieces })
  line.cells = Math.max(line.cells, 2)
}

/** Words that stand elsewhere on the page or not at all, at one side of a piece. */
function added(words: readonly string[], beside: Piece, side: 'before' | 'behind', isRtl: boolean): Piece {
  const left = (side === 'before') !== isRtl ? beside.left - WIDTH : beside.right
  const box = edgeOf(beside, side, isRtl)
  const { confidence: _, ...piece } = beside
  return { ...piece, text: words.join(' '), spaced: true, cell: true, left, right: left + WIDTH, box }
}

/** A strip along the side of a piece's box at which its line comes in, or goes on. */
function edgeOf({ box, direction }: Piece, side: 'before' | 'behind', isRtl: boolean): Piece['box'] {
  const isLevel = direction === 0 || direction === 180
  const isFirst = ((direction === 0 || direction === 270) === (side === 'before')) !== isRtl
  if (isLevel) return { ...box, x: isFirst ? box.x : box.x + box.width - WIDTH, width: WIDTH }
  return { ...box, y: isFirst ? box.y : box.y + box.height - WIDTH, height: WIDTH }
}
