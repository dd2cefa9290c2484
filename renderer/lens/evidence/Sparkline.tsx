interface Props {
  /** What each layer adds, in the order of the layers. */
  values: ArrayLike<number>
  layers: readonly number[]
  /** Layers that count: they stand on a line, and the others are grey. */
  counted: readonly number[]
  /** Highest value of all sparklines that are compared. */
  most: number
  look: string
  title: string
}

const BAR = 3
const TALL = 13
const HEIGHT = 16

/** One bar for each layer, first to last, from a line of nothing upwards. */
export function Sparkline({ values, layers, counted, most, look, title }: Props) {
  const width = Math.max(1, layers.length) * BAR
  return (
    <svg
      className={`lens-spark lens-is-${look}`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={Math.min(width, 96)}
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      {layers.map((layer, i) => {
        const height = 1 + (Math.max(0, values[i] ?? 0) / Math.max(most, Number.MIN_VALUE)) * (TALL - 1)
        const counts = counted.includes(layer)
        return (
          <g key={layer} className={counts ? undefined : 'lens-is-pale'}>
            <rect x={i * BAR} y={TALL - height} width={BAR - 0.6} height={height} />
            {counts && <rect className="lens-counts" x={i * BAR} y={HEIGHT - 1.5} width={BAR} height={1.5} />}
          </g>
        )
      })}
    </svg>
  )
}
