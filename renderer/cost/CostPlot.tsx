import { type Curves, layOut } from './plot'
import { three } from './words'

interface Props {
  curves: Curves
  /** Whose numbers they are, for those who don't see the picture. */
  of: string
}

const WIDTH = 330
const HEIGHT = 168

/** Cost for one token, against how many came before it. The table under it has the same numbers. */
export function CostPlot({ curves, of }: Props) {
  const { title, unit } = curves
  const { area, across, up, lines } = layOut(curves, WIDTH, HEIGHT)
  const last = lines.map(({ attention, dots }) => `${attention} ${three(dots.at(-1)!.value)}`).join(', ')
  return (
    <figure className="cost-plot">
      <figcaption>
        <b>{title}</b> <span className="ui-muted">{unit}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${of}, ${title}: ${unit} at the deepest: ${last}`}
      >
        {up.map(({ at, label }) => (
          <g key={label}>
            <line className="cost-grid" x1={area.left} x2={area.right} y1={at} y2={at} />
            <text x={area.left - 6} y={at + 3.5} textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        {across.map(({ at, label }) => (
          <text key={label} x={at} y={HEIGHT - 5} textAnchor="middle">
            {label}
          </text>
        ))}
        <line className="cost-axis" x1={area.left} x2={area.right} y1={area.bottom} y2={area.bottom} />
        {lines.map(({ attention, path, dots, name }) => (
          <g key={attention} className={`cost-${attention}`}>
            <path d={path} />
            {dots.map(({ x, y, depth, value }) => (
              <circle key={depth} cx={x} cy={y} r={3}>
                <title>{`${attention}, ${depth.toLocaleString('en')} tokens before: ${three(value)} ${unit}`}</title>
              </circle>
            ))}
            <text className="cost-name" x={name.x} y={name.y}>
              {attention}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
