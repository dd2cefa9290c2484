import type { Line } from '../layout/lines'
import type { PageLines } from '../layout/page'

/** Fewer lines than this beside the text may be anything. */
const FEWEST_LINES = 4
/** On so many other pages the same must stand in the same place, of those so near. */
const FEWEST_PAGES = 4
const WINDOW = 10

/**
 * The lines of a column beside the text that says the same on page after page: the outline that slides have at one
 * side. It is kept where it stands first. Labels of a form that is filled in again and again are none: what they name
 * stands on their own base lines.
 */
export function sidebarLines(pages: readonly PageLines[], dropped: ReadonlySet<Line>): Set<Line> {
  const places = pages.map(({ lines }) => new Set(lines.map(placeOf)))
  const repeated = pages.map(({ lines }, i) =>
    lines.filter((line) => !dropped.has(line) && pagesWith(placeOf(line), i, places) >= FEWEST_PAGES),
  )
  const known = pages.map(({ lines }, i) => {
    const kept = lines.filter((line) => !dropped.has(line))
    return new Set(besideTheText(repeated[i]!, kept).map(placeOf))
  })
  const found = new Set<Line>()
  const last = new Map<string, number>()
  for (const [i, lines] of repeated.entries()) {
    for (const line of lines) {
      const place = placeOf(line)
      // beside a picture there is no text to tell it by, but the pages around have it, too
      if (!near(known, i).some((sidebar) => sidebar.has(place))) continue
      const before = last.get(place)
      last.set(place, i)
      if (before !== undefined && before >= i - WINDOW) found.add(line)
    }
  }
  return found
}

const placeOf = ({ text, left, base }: Line): string => `${Math.round(left)} ${Math.round(base)} ${text}`

const near = <T>(pages: readonly T[], at: number): T[] => pages.slice(Math.max(0, at - WINDOW), at + WINDOW + 1)

const pagesWith = (place: string, at: number, places: readonly Set<string>[]): number =>
  near(places, at).filter((page) => page.has(place)).length - 1

/** Those of the repeated lines that stand in a column at one side of the other text, on base lines of their own. */
function besideTheText(repeated: readonly Line[], kept: readonly Line[]): Line[] {
  const bases = repeated.map(({ base }) => base)
  const [top, bottom] = [Math.min(...bases), Math.max(...bases)]
  const others = kept.filter((line) => !repeated.includes(line) && line.base > top && line.base < bottom)
  if (others.length === 0) return []
  const left = Math.min(...others.map((line) => line.left))
  const right = Math.max(...others.map((line) => line.right))
  const sides = [repeated.filter((line) => line.right <= left), repeated.filter((line) => line.left >= right)]
  return sides.find((side) => side.length >= FEWEST_LINES && !areLabels(side, others)) ?? []
}

/** Labels stand in one row with what they name. */
function areLabels(side: readonly Line[], others: readonly Line[]): boolean {
  const inRow = side.filter((line) => others.some(({ base }) => Math.abs(base - line.base) < 0.5))
  return inRow.length > side.length / 2
}
