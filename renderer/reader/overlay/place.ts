import type { CSSProperties } from 'react'
import type { Box } from '../../../electron/documents/types'

const times = (points: number) => `calc(var(--reader-scale) * ${Math.round(points * 100) / 100}px)`

/** Where a box of the unrotated page lies; follows the zoom by CSS alone. */
export const placeOf = ({ x, y, width, height }: Box): CSSProperties => ({
  left: times(x),
  top: times(y),
  width: times(width),
  height: times(height),
})
