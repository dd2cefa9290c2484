import { grouped } from '../../grouped'
import type { Bar } from './bars'
import type { Span } from './spans'

/** Type sizes below a base line at which a rule of its row may lie. */
const FARTHEST = 1.6
/** Spans whose base lines differ by less, in type sizes, stand in one row. */
const LEVEL = 0.3
/** Points that one stretch of the page is high, in which spans are looked up. */
const ROW = 32

/** Says of words how thick the rules are that lie right below them, together. */
export function markRuled(spans: readonly Span[], bars: readonly Bar[]): void {
  if (bars.length === 0) return
  const rows = grouped(spans, ({ direction, base }) => `${direction} ${Math.floor(base / ROW)}`)
  for (const { direction, left, right, base, thick } of bars) {
    const at = Math.floor(base / ROW)
    const near = [at - 1, at].flatMap((row) => rows.get(`${direction} ${row}`) ?? [])
    const above = near.filter((span) => {
      const [middle, down] = [(span.left + span.right) / 2, base - span.base]
      return middle > left && middle < right && down > 0 && down < FARTHEST * span.size
    })
    const lowest = Math.max(...above.map((span) => span.base))
    for (const span of above) {
      if (lowest - span.base < LEVEL * span.size) span.ruled = (span.ruled ?? 0) + thick
    }
  }
}
