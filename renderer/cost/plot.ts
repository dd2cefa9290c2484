import { scaleLinear } from 'd3-scale'
import { PUBLISHED } from '../../electron/shared/cost/published'
import type { CostSeries } from '../../electron/shared/ipc/cost_data'

/** Plots of cost against depth: what is drawn on the screen and in copied pictures. */

export type Attention = 'sparse' | 'dense'
export type Work = 'prefill' | 'decode'

/** What is plotted: both axes begin at 0, so that lengths can be compared. */
export interface Curves {
  title: string
  unit: string
  lines: Record<Attention, { depth: number; value: number }[]>
}

export interface Plot {
  width: number
  height: number
  /** Of the area within the axes. */
  area: { left: number; top: number; right: number; bottom: number }
  across: { at: number; label: string }[]
  up: { at: number; label: string }[]
  lines: { attention: Attention; path: string; dots: Dot[]; name: { x: number; y: number } }[]
}

export interface Dot {
  x: number
  y: number
  depth: number
  value: number
}

const NAMES: Record<Work, string> = { prefill: 'Reading', decode: 'Writing' }

/** Milliseconds, unless that would be thousands. */
export function measuredCurves({ points }: CostSeries, work: Work): Curves {
  const all = points.flatMap(({ sparse, dense }) => [sparse[work], dense[work]])
  const isSlow = Math.max(...all.map((seconds) => seconds ?? 0)) >= 2
  const line = (attention: Attention) =>
    points.flatMap((point) => {
      const seconds = point[attention][work]
      return seconds === null ? [] : [{ depth: point.depth, value: isSlow ? seconds : seconds * 1000 }]
    })
  const unit = isSlow ? 's per token' : 'ms per token'
  return { title: NAMES[work], unit, lines: { sparse: line('sparse'), dense: line('dense') } }
}

export function publishedCurves(work: Work): Curves {
  const line = (attention: Attention) =>
    PUBLISHED[work].map((price) => ({ depth: price.depth, value: price[attention] }))
  return {
    title: NAMES[work],
    unit: 'US$ per million tokens',
    lines: { sparse: line('sparse'), dense: line('dense') },
  }
}

const LEFT = 40
const RIGHT = 52
const TOP = 8
const BOTTOM = 20
/** Names of lines don't touch. */
const APART = 13

export function layOut({ lines }: Pick<Curves, 'lines'>, width: number, height: number): Plot {
  const all = [...lines.sparse, ...lines.dense]
  const area = { left: LEFT, top: TOP, right: width - RIGHT, bottom: height - BOTTOM }
  const most = (of: 'depth' | 'value') => Math.max(...all.map((point) => point[of]), Number.MIN_VALUE)
  const x = scaleLinear([0, Math.max(1, most('depth'))], [area.left, area.right])
  const y = scaleLinear([0, most('value')], [area.bottom, area.top]).nice(4)
  const drawn = (['dense', 'sparse'] as const).flatMap((attention) => {
    const dots = lines[attention].map(({ depth, value }) => ({ x: x(depth), y: y(value), depth, value }))
    const last = dots.at(-1)
    if (!last) return []
    const path = dots.map((dot, i) => `${i === 0 ? 'M' : 'L'}${round(dot.x)} ${round(dot.y)}`).join('')
    return [{ attention, path, dots, name: { x: last.x + 7, y: last.y + 4 } }]
  })
  keepApart(drawn)
  return {
    width,
    height,
    area,
    across: x.ticks(3).map((depth) => ({ at: x(depth), label: depthName(depth) })),
    up: y.ticks(4).map((value) => ({ at: y(value), label: value.toLocaleString('en') })),
    lines: drawn,
  }
}

/** 4000 -> "4K" */
const depthName = (depth: number): string => (depth >= 1000 ? `${(depth / 1000).toLocaleString('en')}K` : String(depth))

function keepApart(lines: Plot['lines']): void {
  const [one, other] = lines
  if (!one || !other || Math.abs(one.name.x - other.name.x) > 40) return
  const [upper, lower] = one.name.y <= other.name.y ? [one, other] : [other, one]
  const missing = APART - (lower.name.y - upper.name.y)
  if (missing <= 0) return
  upper.name.y -= missing / 2
  lower.name.y += missing / 2
}

export const round = (value: number): number => Math.round(value * 100) / 100
