import { scaleLinear } from 'd3-scale'

/** A matrix, as cells in one hue. */
export interface Heat {
  title: string
  unit: string
  rows: number
  columns: number
  /** [rows][columns], from 0 to `most`. */
  values: ArrayLike<number>
  most?: number
  rowTitle: string
  columnTitle: string
  columnName(column: number): string
  text(value: number): string
  /** Cells as high as wide. */
  isSquare?: boolean
}

/** What is drawn, on the screen and in copied pictures, in pixels. */
export interface HeatLayout {
  width: number
  height: number
  left: number
  cell: { width: number; height: number }
  down: { at: number; label: string }[]
  across: { at: number; label: string }[]
}

const LEFT = 30
const BOTTOM = 16
const CELL = 7
const WIDEST = { square: 360, other: 480 }

export function layOutHeat({ rows, columns, isSquare, columnName }: Heat, most: number): HeatLayout {
  const room = Math.max(0, Math.min(most, isSquare ? WIDEST.square : WIDEST.other) - LEFT)
  const cell = { width: room / columns, height: isSquare ? room / columns : CELL }
  const ticks = (n: number, many: number) =>
    scaleLinear([0, n - 1], [0, 1])
      .ticks(many)
      .filter(Number.isInteger)
  return {
    width: room + LEFT,
    height: cell.height * rows + BOTTOM,
    left: LEFT,
    cell,
    down: ticks(rows, 5).map((row) => ({ at: (row + 0.5) * cell.height, label: String(row) })),
    across: ticks(columns, columns > 10 ? 6 : columns).map((column) => ({
      at: LEFT + (column + 0.5) * cell.width,
      label: columnName(column),
    })),
  }
}

/** Place of a value's colour in a scale of 256. */
export const shadeOf = (value: number, most: number): number => Math.round(255 * Math.min(1, Math.max(0, value / most)))

export const heatName = ({ title, unit, rowTitle, columnTitle }: Heat): string =>
  `${title}, ${unit}; down: ${rowTitle}, across: ${columnTitle}`
