interface Props {
  /** What each layer adds, in the order of the layers. */
  values: ArrayLike<number>
  layers: readonly number[]
  /** Layers that count: the others are pale. */
  counted: readonly number[]
  /** Highest value of all sparklines that are compared. */
  most: number
  look: string
  title: string
}

const BAR = 3
const HEIGHT = 14

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
        const height = Math.max(0, values[i] ?? 0) / Math.max(most, Number.MIN_VALUE)
        return (
          <rect
            key={layer}
            className={counted.includes(layer) ? undefined : 'lens-is-pale'}
            x={i * BAR}
            y={HEIGHT - 1 - height * (HEIGHT - 1)}
            width={BAR - 0.6}
            height={height * (HEIGHT - 1) + 1}
          />
        )
      })}
    </svg>
  )
}
