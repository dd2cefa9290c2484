import './charts.css'
import { useScale } from '../use_scale'
import { useSize } from '../use_size'
import { ChartTable } from './ChartTable'
import { CopyChart, type Provenance } from './CopyChart'
import { type Heat, type HeatLayout, heatName, layOutHeat, shadeOf } from './heat'
import { heatPicture } from './heat_picture'

interface Props extends Heat {
  provenance: Provenance
}

/** A matrix in one hue, from none to all; its numbers stand in a table under it, on demand. */
export function HeatChart({ provenance, ...heat }: Props) {
  const { title, unit, rows, columns, values, most = 1, rowTitle, columnTitle, columnName, text } = heat
  const [frame, { width }] = useSize<HTMLDivElement>()
  return (
    <figure className="try-chart">
      <figcaption>
        <b>{title}</b> <span className="ui-muted">{unit}</span>
        <CopyChart of={title} provenance={provenance} make={(paper) => heatPicture(heat, paper)} />
      </figcaption>
      <div ref={frame}>{width > 0 && <Drawn heat={heat} layout={layOutHeat(heat, width)} />}</div>
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

/** Of neighbours: no line shows through between them. */
const OVERLAP = 0.3

function Drawn({ heat, layout }: { heat: Heat; layout: HeatLayout }) {
  const { rows, columns, values, most = 1, rowTitle, columnTitle, columnName, text } = heat
  const { cell, left } = layout
  const scale = useScale()
  const colour = (value: number) => {
    const at = 4 * shadeOf(value, most)
    return `rgb(${scale[at]} ${scale[at + 1]} ${scale[at + 2]})`
  }
  return (
    <svg width={layout.width} height={layout.height} role="img" aria-label={heatName(heat)}>
      {Array.from({ length: rows * columns }, (_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns]
        return (
          <rect
            key={i}
            x={left + column * cell.width}
            y={row * cell.height}
            width={cell.width + OVERLAP}
            height={cell.height + OVERLAP}
            fill={colour(values[i]!)}
          >
            <title>{`${rowTitle} ${row}, ${columnTitle} ${columnName(column)}: ${text(values[i]!)}`}</title>
          </rect>
        )
      })}
      {layout.down.map(({ at, label }) => (
        <text key={label} x={left - 5} y={at + 3.5} textAnchor="end">
          {label}
        </text>
      ))}
      {layout.across.map(({ at, label }) => (
        <text key={label} x={at} y={layout.height - 4} textAnchor="middle">
          {label}
        </text>
      ))}
    </svg>
  )
}
