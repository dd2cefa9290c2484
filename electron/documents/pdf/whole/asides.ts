import { grouped } from '../../grouped'
import type { Line } from '../layout/lines'
import type { PageLines } from '../layout/page'
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
  const level = levelLines(pages)
  for (const own of alike(pages.flatMap((page) => page.asides))) {
    const [first] = own as [Line]
    const isMark = first.aside === 'across'
    const copies = isMark ? (level.get(first.text) ?? []).filter(({ size }) => Math.abs(size - first.size) < 0.5) : []
    const lines = [...own, ...copies]
    const everywhere = new Set(lines.map(({ page }) => page)).size >= MANY_PAGES
    for (const line of lines) if (everywhere || (isMark && line !== first)) found.add(line)
  }
  return found
}

/** By their words, if any page has a watermark that they might be. */
function levelLines(pages: PageLines[]): Map<string, Line[]> {
  const any = pages.some(({ asides }) => asides.length > 0)
  return grouped(any ? pages.flatMap((page) => page.lines) : [], ({ text }) => text)
}

/** Those that say the same; what is turned may count, as heads of turned pages do, while slanted numbers are a chart's. */
const alike = (lines: Line[]): Iterable<Line[]> =>
  grouped(lines, ({ aside, text }) => (aside === 'across' ? `across ${text}` : templateOf(text).words)).values()
