import type { PageTick } from '../../electron/shared/shown/page_ticks'
import type { Paper } from './paper'
import { n, textAt } from './picture'

/** Height of an axis. */
export const AXIS = 18

/** Where pages begin, under what runs along the text from `x` on. */
export function pageAxis(ticks: readonly PageTick[], x: number, y: number, width: number, { colours }: Paper): string {
  return ticks
    .filter(({ isNamed }) => isNamed)
    .map(({ at, label }) => {
      const left = x + at * width
      const line = `<line x1="${n(left)}" x2="${n(left)}" y1="${n(y)}" y2="${n(y + AXIS - 4)}" stroke="${colours.line}"/>`
      return line + textAt(left + 3, y + AXIS - 6, `p. ${label}`, { size: 10, fill: colours.quiet })
    })
    .join('\n')
}
