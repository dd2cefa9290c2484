import { scaleLinear } from 'd3-scale'
import { useSize } from '../../lens/use_size'
import { ChartTable } from './ChartTable'

export interface ChartProps {
  title: string
  /** Of the values, with what it means. */
  unit: string
  /** What stands along the picture: "token", "layer". */
  across: string
  values: ArrayLike<number>
  /** Of one bar. */
  name(i: number): string
  text(value: number): string
  /** The same before the change: drawn as a line over each bar. */
  before?: ArrayLike<number>
  /** Top of the scale; the highest value if undefined. */
  most?: number
  look?: 'plain' | 'entered' | 'score'
}

const HEIGHT = 96
const LEFT = 36
const BOTTOM = 16
const TOP = 6

/** One bar for each token or layer; its numbers stand in a table under it, on demand. */
export function BarChart(props: ChartProps) {
  const { title, unit, across, values, name, text, before, look = 'plain' } = props
  const [frame, { width }] = useSize<HTMLDivElement>()
  const all = [...Array.from(values), ...Array.from(before ?? [])]
  const y = scaleLinear([Math.min(0, ...all), props.most ?? Math.max(...all, 1e-6)], [HEIGHT - BOTTOM, TOP])
  if (props.most === undefined) y.nice(3)
  const step = Math.max(0, width - LEFT) / Math.max(1, values.length)
  const labels = scaleLinear([0, values.length - 1], [0, 1])
    .ticks(Math.min(6, values.length))
    .filter(Number.isInteger)
  return (
    <figure className="try-chart">
      <figcaption>
        <b>{title}</b> <span className="ui-muted">{unit}</span>
      </figcaption>
      <div ref={frame}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={`${title}, ${unit}, by ${across}`}>
            {y.ticks(3).map((value) => (
              <g key={value}>
                <line className="try-grid" x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
                <text x={LEFT - 5} y={y(value) + 3.5} textAnchor="end">
                  {text(value)}
                </text>
              </g>
            ))}
            {Array.from(values, (value, i) => (
              <g key={i} className={`try-bar is-${look}`}>
                <title>{`${name(i)}: ${text(value)}${before ? `, before ${text(before[i]!)}` : ''}`}</title>
                <rect
                  className="try-bar-room"
                  x={LEFT + i * step}
                  y={TOP}
                  width={step}
                  height={HEIGHT - BOTTOM - TOP}
                />
                <rect
                  className="try-bar-value"
                  x={LEFT + i * step + step * 0.1}
                  y={y(Math.max(0, value))}
                  width={Math.max(0.5, step * 0.8)}
                  height={Math.abs(y(0) - y(value))}
                />
                {before && (
                  <line
                    className="try-before"
                    x1={LEFT + i * step}
                    x2={LEFT + (i + 1) * step}
                    y1={y(before[i]!)}
                    y2={y(before[i]!)}
                  />
                )}
              </g>
            ))}
            {labels.map((i) => (
              <text key={i} x={LEFT + (i + 0.5) * step} y={HEIGHT - 3} textAnchor="middle">
                {i}
              </text>
            ))}
          </svg>
        )}
      </div>
      <ChartTable
        head={[across, ...(before ? ['before'] : []), before ? 'now' : unit]}
        rows={Array.from(values, (value, i) => [name(i), ...(before ? [text(before[i]!)] : []), text(value)])}
      />
    </figure>
  )
}
