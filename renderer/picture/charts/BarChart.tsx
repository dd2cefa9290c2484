import './charts.css'
import { useSize } from '../use_size'
import { barPicture } from './bar_picture'
import { type BarLayout, type Bars, layOutBars } from './bars'
import { ChartTable } from './ChartTable'
import { CopyChart, type Provenance } from './CopyChart'

interface Props extends Bars {
  provenance: Provenance
}

/** One bar for each token or layer; its numbers stand in a table under it, on demand. */
export function BarChart({ provenance, ...bars }: Props) {
  const { title, unit, across, values, name, text, before } = bars
  const [frame, { width }] = useSize<HTMLDivElement>()
  return (
    <figure className="try-chart">
      <figcaption>
        <b>{title}</b>{' '}
        <span className="ui-muted">
          {unit}
          {before && '; the line: before'}
        </span>
        <CopyChart of={title} provenance={provenance} make={(paper) => barPicture(bars, paper)} />
      </figcaption>
      <div ref={frame}>{width > 0 && <Drawn bars={bars} layout={layOutBars(bars, width)} />}</div>
      <ChartTable
        head={[across, ...(before ? ['before'] : []), before ? 'now' : unit]}
        rows={Array.from(values, (value, i) => [name(i), ...(before ? [text(before[i]!)] : []), text(value)])}
      />
    </figure>
  )
}

function Drawn({ bars, layout }: { bars: Bars; layout: BarLayout }) {
  const { title, unit, across, values, name, text, before, look = 'plain' } = bars
  const { area, height } = layout
  return (
    <svg width={area.right} height={height} role="img" aria-label={`${title}, ${unit}, by ${across}`}>
      {layout.up.map(({ value, at, label }) => (
        <g key={value}>
          <line className="try-grid" x1={area.left} x2={area.right} y1={at} y2={at} />
          <text x={area.left - 5} y={at + 3.5} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {layout.bars.map(({ room, bar, before: line }, i) => (
        <g key={i} className={`try-bar is-${look}`}>
          <title>{`${name(i)}: ${text(values[i]!)}${before ? `, before ${text(before[i]!)}` : ''}`}</title>
          <rect className="try-bar-room" {...room} />
          <rect className="try-bar-value" {...bar} />
          {line !== undefined && (
            <line className="try-before" x1={room.x} x2={room.x + room.width} y1={line} y2={line} />
          )}
        </g>
      ))}
      {layout.across.map(({ at, label }) => (
        <text key={label} x={at} y={height - 3} textAnchor="middle">
          {label}
        </text>
      ))}
    </svg>
  )
}
