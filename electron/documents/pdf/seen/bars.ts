import type { Rule } from '../paint/ink'
import { inFrame, type Span } from './spans'

/** A stroke along a text's lines, in the frame of these. */
export interface Bar {
  direction: Span['direction']
  left: number
  right: number
  base: number
  thick: number
}

/** With more bars than this, a page has drawings. */
const MOST = 2000
const SHORTEST = 2

/** The level strokes of a page, in each direction in which something is written. */
export function barsOf(rules: readonly Rule[], spans: readonly Span[]): Bar[] {
  const directions = [...new Set(spans.map(({ direction }) => direction))].filter((one) => one !== 'slanted')
  const bars = directions.flatMap((direction) => rules.flatMap((rule) => barOf(rule, direction)))
  return bars.length > MOST ? [] : bars
}

function barOf({ from, to, thick }: Rule, direction: Span['direction']): Bar[] {
  const [a, base] = inFrame(direction, from[0], from[1])
  const [b, other] = inFrame(direction, to[0], to[1])
  const isOne = Math.abs(base - other) < 0.3 && Math.abs(a - b) > SHORTEST
  return isOne ? [{ direction, left: Math.min(a, b), right: Math.max(a, b), base, thick }] : []
}
