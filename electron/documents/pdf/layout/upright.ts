import { isCjk } from '../../../shared/document/characters'
import type { Span } from '../seen/spans'

/** Characters of an upright column follow each other at this distance at most, in type sizes. */
const STEP = 1.25

/**
 * Some writers draw upright Chinese or Japanese text character by character, as if each were a line of its own. Such
 * spans are turned into what they are: text that runs downwards, its lines following each other to the left.
 */
export function standUpright(spans: Span[]): void {
  for (let i = 0; i < spans.length; ) {
    let end = i + 1
    while (end < spans.length && isBelow(spans[end - 1]!, spans[end]!)) end++
    if (end - i >= 3) for (const span of spans.slice(i, end)) turn(span)
    i = end
  }
}

function isBelow(above: Span, span: Span): boolean {
  if (above.direction !== 0 || span.direction !== 0 || !isOneCharacter(above) || !isOneCharacter(span)) return false
  const step = (span.base - above.base) / span.size
  return Math.abs(span.left - above.left) < 0.2 * span.size && step > 0.8 && step < STEP
}

const isOneCharacter = (span: Span): boolean => [...span.text].length === 1 && isCjk(span.text)

function turn(span: Span): void {
  const middle = (span.left + span.right) / 2
  const start = span.base - 0.88 * span.size
  span.direction = 270
  span.base = -middle
  span.top = span.base - span.size / 2
  span.bottom = span.base + span.size / 2
  span.left = start
  span.right = start + span.size
  span.spaced = false
}
