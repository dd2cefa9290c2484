import type { Line } from './lines'
import type { PageLines } from './page'
import { templateOf } from './templates'

/** On so many pages, words that stand apart from the text say nothing about any of them. */
const MANY_PAGES = 3

/**
 * Of the words that run another way than the text or across it, those that say nothing new: what many pages have, and
 * copies of a watermark that covers its page like tiles or comes again on the next. Where a watermark meets no line, it
 * is a line of the text like others; told by its words and size, it goes there, too.
 */
export function repeatedAsides(pages: PageLines[]): Set<Line> {
  const found = new Set<Line>()
  const marks = new Map<string, Line>()
  for (const lines of alike(pages.flatMap((page) => page.asides))) {
    const [first] = lines as [Line]
    const everywhere = new Set(lines.map(({ page }) => page)).size >= MANY_PAGES
    const isMark = first.aside === 'across'
    if (isMark) marks.set(first.text, first)
    for (const line of lines) if (everywhere || (isMark && line !== first)) found.add(line)
  }
  for (const line of marks.size > 0 ? pages.flatMap((page) => page.lines) : []) {
    const mark = marks.get(line.text)
    if (mark && Math.abs(mark.size - line.size) < 0.5) found.add(line)
  }
  return found
}

/** Those that say the same; what is turned may count, as heads of turned pages do, while slanted numbers are a chart's. */
function alike(lines: Line[]): Line[][] {
  const found = new Map<string, Line[]>()
  for (const line of lines) {
    const key = line.aside === 'across' ? `across ${line.text}` : templateOf(line.text).words
    found.set(key, [...(found.get(key) ?? []), line])
  }
  return [...found.values()]
}
