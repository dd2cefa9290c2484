import { scaleLinear } from 'd3-scale'
import { useScale } from '../../lens/use_scale'
import { useSize } from '../../lens/use_size'
import { ChartTable } from './ChartTable'

interface Props {
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

const LEFT = 30
const BOTTOM = 16
const CELL = 7

/** A matrix in one hue, from none to all; its numbers stand in a table under it, on demand. */
export function HeatChart(props: Props) {
  const { title, unit, rows, columns, values, most = 1, rowTitle, columnTitle, columnName, text, isSquare } = props
  const [frame, { width }] = useSize<HTMLDivElement>()
  const scale = useScale()
  const room = Math.max(0, Math.min(width, isSquare ? 360 : 480) - LEFT)
  const across = room / columns
  const down = isSquare ? across : CELL
  const height = down * rows
  const colour = (value: number) => {
    const at = 4 * Math.round(255 * Math.min(1, Math.max(0, value / most)))
    return `rgb(${scale[at]} ${scale[at + 1]} ${scale[at + 2]})`
  }
  const ticks = (n: number, many: number) =>
    scaleLinear([0, n - 1], [0, 1])
      .ticks(many)
      .filter(Number.isInteger)
  return (
    <figure className="try-chart">
      <figcaption>
        <b>{title}</b> <span className="ui-muted">{unit}</span>
      </figcaption>
      <div ref={frame}>
        {width > 0 && (
          <svg
            width={room + LEFT}
            height={height + BOTTOM}
            role="img"
            aria-label={`${title}, ${unit}; down: ${rowTitle}, across: ${columnTitle}`}
          >
            {Array.from({ length: rows * columns }, (_, i) => {
              const [row, column] = [Math.floor(i / columns), i % columns]
              return (
                <rect
                  key={i}
                  x={LEFT + column * across}
                  y={row * down}
                  width={across + 0.3}
                  height={down + 0.3}
                  fill={colour(values[i]!)}
                >
                  <title>{`${rowTitle} ${row}, ${columnTitle} ${columnName(column)}: ${text(values[i]!)}`}</title>
                </rect>
              )
            })}
            {ticks(rows, 5).map((row) => (
              <text key={row} x={LEFT - 5} y={(row + 0.5) * down + 3.5} textAnchor="end">
                {row}
              </text>
            ))}
            {ticks(columns, columns > 10 ? 6 : columns).map((column) => (
              <text key={column} x={LEFT + (column + 0.5) * across} y={height + 12} textAnchor="middle">
                {columnName(column)}
              </text>
            ))}
          </svg>
        )}
      </div>
      <p className="try-legend">
        Down: {rowTitle}. Across: {columnTitle}. <span className="try-scale" aria-hidden /> 0 to {text(most)}
      </p>
      <ChartTable
        head={[rowTitle, ...Array.from({ length: columns }, (_, i) => columnName(i))]}
        rows={Array.from({ length: rows }, (_, row) => [
          String(row),
          ...Array.from({ length: columns }, (_, column) => text(values[row * columns + column]!)),
        ])}
      />
    </figure>
  )
}
