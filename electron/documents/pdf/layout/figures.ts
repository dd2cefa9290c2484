import type { Span } from '../seen/spans'

/** A figure is larger than its words by this, and has at most so many characters: "42", "75 %", "€3.2m". */
const LARGER = 1.8
const LONGEST = 8
/** Between it and its words at most, in type sizes of the figure. */
const GAP = 1.2

/**
 * A large figure with several lines of words beside it, as slides have them, is put before the first of these lines.
 * Changes its place in the line frame only, never its box.
 */
export function settleFigures(spans: Span[]): void {
  const smallest = spans.reduce((least, { size }) => Math.min(least, size), Infinity)
  const large = spans.filter(
    ({ text, size }) => size >= LARGER * smallest && text.length <= LONGEST && /^\D{0,2}\p{N}/u.test(text),
  )
  for (const figure of large) {
    const words = spans.filter((span) => isBeside(figure, span))
    const first = words.reduce((a, b) => (b.base < a.base ? b : a), words[0]!)
    // Words on its base line are in one line with it; a few raised ones are its mark.
    if (words.length === 0 || first.base > figure.base - 0.3 * figure.size) continue
    if (!words.some(({ base }) => base > first.base + first.size) && figure.base - first.base < first.size) continue
    figure.base = first.base
    figure.top = first.top
    figure.bottom = first.bottom
    figure.size = first.size
  }
}

function isBeside(figure: Span, span: Span): boolean {
  if (figure.size < LARGER * span.size || !/\p{L}/u.test(span.text)) return false
  const gap = span.left - figure.right
  const inside = span.base <= figure.base + 0.2 * figure.size && span.base > figure.base - 0.9 * figure.size
  return inside && gap > 0.2 * span.size && gap < GAP * figure.size
}
