import type { CSSProperties } from 'react'
import type { Box } from '../../../electron/shared/document/types'

const hundredths = (points: number) => Math.round(points * 100) / 100

/** Where a box of the unrotated page lies: in points, as .reader-marks is scaled as a whole. */
export const placeOf = ({ x, y, width, height }: Box): CSSProperties => ({
  left: hundredths(x),
  top: hundredths(y),
  width: hundredths(width),
  height: hundredths(height),
})
