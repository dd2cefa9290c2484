import type { Box } from '../../electron/shared/document/types'

/** How a page is turned when it is shown, in degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270

export interface Size {
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

export const turnOf = (degrees: number): Turn => ((((Math.round(degrees / 90) * 90) % 360) + 360) % 360) as Turn

/** A page's size as it is shown. */
export const turnSize = ({ width, height }: Size, turn: Turn): Size =>
  turn === 90 || turn === 270 ? { width: height, height: width } : { width, height }

/** A box of the unrotated page, as it lies on the turned one. Both have their origin at the top left. */
export function turnBox({ x, y, width, height }: Box, page: Size, turn: Turn): Box {
  switch (turn) {
    case 0:
      return { x, y, width, height }
    case 90:
      return { x: page.height - y - height, y: x, width: height, height: width }
    case 180:
      return { x: page.width - x - width, y: page.height - y - height, width, height }
    case 270:
      return { x: y, y: page.width - x - width, width: height, height: width }
  }
}

/** Where a point of the turned page lies on the unrotated one. */
export function turnBack({ x, y }: Point, page: Size, turn: Turn): Point {
  switch (turn) {
    case 0:
      return { x, y }
    case 90:
      return { x: y, y: page.height - x }
    case 180:
      return { x: page.width - x, y: page.height - y }
    case 270:
      return { x: page.width - y, y: x }
  }
}
