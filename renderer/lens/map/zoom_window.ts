/** The part of the text that the map shows: tokens [from, to) counted from the text's start. */
export interface Window {
  from: number
  to: number
}

/** No closer than this many tokens. */
const CLOSEST = 16

/** Zooms by a factor (above 1: closer) around a place, given as a share of what is shown. */
export function zoomed({ from, to }: Window, factor: number, at: number, length: number): Window {
  const width = Math.min(length, Math.max(Math.min(CLOSEST, length), (to - from) / factor))
  return placed(from + (to - from) * at - width * at, width, length)
}

/** Moves by a share of what is shown. */
export const panned = ({ from, to }: Window, by: number, length: number): Window =>
  placed(from + (to - from) * by, to - from, length)

/** What was brushed: shares [a, b] of what is shown, in any order. */
export function brushed({ from, to }: Window, a: number, b: number, length: number): Window {
  const [low, high] = a < b ? [a, b] : [b, a]
  const width = Math.max(Math.min(CLOSEST, length), (high - low) * (to - from))
  const middle = from + ((low + high) / 2) * (to - from)
  return placed(middle - width / 2, width, length)
}

function placed(from: number, width: number, length: number): Window {
  const whole = Math.min(length, Math.round(width))
  const start = Math.min(Math.max(0, Math.round(from)), length - whole)
  return { from: start, to: start + whole }
}
