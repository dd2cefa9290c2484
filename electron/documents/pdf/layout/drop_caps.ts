import type { Span } from '../seen/spans'

/**
 * A large first letter that several lines flow round is put on the first of them, glued to its word. Changes the
 * spans' places in the line frame only, never their boxes.
 */
export function settleDropCaps(spans: Span[]): void {
  for (let i = 0; i + 1 < spans.length; i++) {
    const cap = spans[i]!
    const next = spans[i + 1]!
    if (!isDropCap(cap, next)) continue
    cap.base = next.base
    cap.size = next.size
    cap.font = next.font
    cap.right = next.left
    cap.top = next.top
    cap.bottom = next.bottom
    next.spaced = false
  }
}

function isDropCap(cap: Span, next: Span): boolean {
  if (!/^["'“‘«]?\p{Lu}$/u.test(cap.text) || cap.size < 1.8 * next.size) return false
  const gap = next.left - cap.right
  const nearTop = Math.abs(next.top - cap.top) < 1.2 * next.size
  return nearTop && next.base < cap.base - 0.5 * next.size && gap > -0.5 * next.size && gap < 1.5 * next.size
}
