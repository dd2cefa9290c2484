import type { Line } from '../layout/lines'
import type { BodyStyle } from './headings'
import type { Template } from './templates'

/** More repeated rows than this, with no gap between them and the text, are text. */
const MOST_JOINED = 2

/** A line near the edge of its page that may be a running head or foot. */
export interface Candidate {
  line: Line
  template: Template
  side: 'top' | 'bottom'
  /** Points from that side of the page to the base line. */
  distance: number
}

/**
 * Of the lines found to repeat, those that really are a head or foot: from the edge of the page inwards, up to a gap
 * wider than between lines. Without any such gap it may be two rows at most, set unlike the text: else it is the text
 * of a form.
 */
export function headAndFoot(
  own: Candidate[],
  dropped: Set<Line>,
  body: BodyStyle,
): { outside: Line[]; joined: Line[] } {
  const outside: Line[] = []
  const joined: Line[] = []
  for (const side of ['top', 'bottom'] as const) {
    const rows = rowsOf(own.filter((one) => one.side === side))
    const pitch = usualPitch(rows)
    let pending: Candidate[] = []
    let apart = false
    for (const [i, row] of rows.entries()) {
      const repeated = row.filter((one) => dropped.has(one.line))
      // The outermost row may be a heading that changes, above one that does not.
      if (repeated.length === 0 && i > 0) break
      pending.push(...repeated)
      if (!isGap(row, rows[i + 1], pitch)) continue
      outside.push(...pending.map((one) => one.line))
      apart = true
      pending = []
    }
    if (apart || rowsOf(pending).length > MOST_JOINED || pending.some((one) => looksLikeText(one, body))) continue
    joined.push(...pending.map((one) => one.line))
  }
  return { outside, joined }
}

export const looksLikeText = ({ line, template }: Pick<Candidate, 'line' | 'template'>, body: BodyStyle): boolean =>
  line.font === body.font && Math.abs(line.size - body.size) < 0.3 && template.numbers.length === 0

/** Candidates of one side, outermost first, those on one base line together. */
function rowsOf(side: Candidate[]): Candidate[][] {
  const rows: Candidate[][] = []
  for (const one of side) {
    const last = rows.at(-1)
    if (last && Math.abs(last[0]!.distance - one.distance) <= 2) last.push(one)
    else rows.push([one])
  }
  return rows
}

function usualPitch(rows: Candidate[][]): number {
  const steps = rows.slice(1).map((row, i) => row[0]!.distance - rows[i]![0]!.distance)
  steps.sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? 0
}

function isGap(row: Candidate[], next: Candidate[] | undefined, pitch: number): boolean {
  if (!next) return false
  const { line, distance } = row[0]!
  return next[0]!.distance - distance > Math.max(1.6 * line.size, 1.3 * Math.min(pitch, 2.5 * line.size))
}
