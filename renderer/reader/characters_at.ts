import { positionInRun } from '../../electron/shared/document/boxes'
import type { Box, SourceDocument, TextRun } from '../../electron/shared/document/types'
import { rangesWithin } from './search'
import type { Point } from './turns'

/** The character printed at a point of an unrotated page, or nearest to it within half a line; undefined in white space. */
export function characterAt(source: SourceDocument, page: number, point: Point): number | undefined {
  const { start, end } = source.pages[page - 1]!
  const [from, to] = rangesWithin(source.runs, start, end)
  let nearest: TextRun | undefined
  let least = Number.POSITIVE_INFINITY
  for (let i = from; i < to; i++) {
    const run = source.runs[i]!
    if (run.page !== page) continue
    const far = distance(run.box, point)
    if (far < least && far <= 0.5 * Math.min(run.box.height, run.box.width)) {
      least = far
      nearest = run
    }
  }
  return nearest && positionInRun(nearest, source.text, point)
}

function distance({ x, y, width, height }: Box, point: Point): number {
  const dx = Math.max(x - point.x, 0, point.x - x - width)
  const dy = Math.max(y - point.y, 0, point.y - y - height)
  return Math.hypot(dx, dy)
}
