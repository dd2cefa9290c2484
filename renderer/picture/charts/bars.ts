import { scaleLinear } from 'd3-scale'

/** One value for each token, layer or head, as bars. */
export interface Bars {
  title: string
  /** Of the values, with what it means. */
  unit: string
  /** What stands along the picture: "token", "layer". */
  across: string
  values: ArrayLike<number>
  /** Of one bar. */
  name(i: number): string
  text(value: number): string
  /** The same before the change: drawn as a line over each bar. */
  before?: ArrayLike<number>
  /** Top of the scale; the highest value if undefined. */
  most?: number
  look?: 'plain' | 'entered' | 'score'
}

/** What is drawn, on the screen and in copied pictures, in pixels. */
export interface BarLayout {
  height: number
  /** Of the area within the axes. */
  area: { left: number; top: number; right: number; bottom: number }
  up: { value: number; at: number; label: string }[]
  across: { at: number; label: string }[]
  /** `room`: all that is above a place of the axis; `before`: height of the line. */
  bars: { room: Box; bar: Box; before?: number }[]
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const HEIGHT = 96
const LEFT = 36
const BOTTOM = 16
const TOP = 6

export function layOutBars({ values, before, most, text }: Bars, width: number): BarLayout {
  const area = { left: LEFT, top: TOP, right: Math.max(LEFT, width), bottom: HEIGHT - BOTTOM }
  const all = [...Array.from(values), ...Array.from(before ?? [])]
  const y = scaleLinear([Math.min(0, ...all), most ?? Math.max(...all, 1e-6)], [area.bottom, area.top])
  if (most === undefined) y.nice(3)
  const step = (area.right - area.left) / Math.max(1, values.length)
  const along = scaleLinear([0, values.length - 1], [0, 1])
    .ticks(Math.min(6, values.length))
    .filter(Number.isInteger)
  return {
    height: HEIGHT,
    area,
    up: y.ticks(3).map((value) => ({ value, at: y(value), label: text(value) })),
    across: along.map((i) => ({ at: LEFT + (i + 0.5) * step, label: String(i) })),
    bars: Array.from(values, (value, i) => ({
      room: { x: LEFT + i * step, y: TOP, width: step, height: area.bottom - area.top },
      bar: {
        x: LEFT + (i + 0.1) * step,
        y: y(Math.max(0, value)),
        width: Math.max(0.5, step * 0.8),
        height: Math.abs(y(0) - y(value)),
      },
      before: before && y(before[i]!),
    })),
  }
}
