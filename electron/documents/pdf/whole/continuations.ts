import { endsSentence, hyphenAtEnd, startsLowercase } from '../../phrases'
import { namesFigure } from './captions'
import type { Paragraph } from './paragraphs'

/**
 * Puts paragraphs together again that a column or page break cut, and moves what stands between their halves (notes,
 * figure captions) before or behind them, so that every page's text stays in one piece.
 */
export function joinAcrossBreaks(paragraphs: Paragraph[], bodySize: number): Paragraph[] {
  const joined: Paragraph[] = []
  let open = -1
  for (const paragraph of paragraphs) {
    const first = paragraph.lines[0]!
    const start = open >= 0 ? joined[open] : undefined
    const skipped = joined.slice(open + 1)
    const goesOn = start && continuesIn(start, paragraph) && !isCell(start, paragraph, skipped)
    if (goesOn && leavesPagesWhole(start, skipped)) {
      const between = joined.splice(open + 1)
      const ownPage = start.lines.at(-1)!.page
      const before = between.filter((aside) => aside.lines[0]!.page === ownPage && ownPage !== first.page)
      const after = between.filter((aside) => !before.includes(aside))
      start.lines.push(...paragraph.lines)
      start.full = paragraph.full
      start.apartBelow = paragraph.apartBelow
      joined.splice(open, 0, ...before)
      joined.push(...after)
      open += before.length
      if (!isOpen(start)) open = -1
      continue
    }
    joined.push(paragraph)
    if (isAside(paragraph, bodySize)) {
      if (start === joined.at(-2) && !paragraph.apartAbove) open = -1 // it goes on here, in rows
      continue
    }
    open = isOpen(paragraph) ? joined.length - 1 : -1
  }
  return joined
}

/** Notes on a page in the middle of a paragraph can't be moved out of it without tearing that page's text apart. */
function leavesPagesWhole(start: Paragraph, between: Paragraph[]): boolean {
  const [first, last] = [start.lines[0]!.page, start.lines.at(-1)!.page]
  return first === last || between.every((aside) => aside.lines[0]!.page !== last)
}

/** So much narrower than what goes on, behind rows of a table, the end of one of its cells is. */
const NARROW = 0.6

function isCell(start: Paragraph, next: Paragraph, between: Paragraph[]): boolean {
  const wide = ({ lines }: Paragraph) => Math.max(...lines.map(({ left, right }) => right - left))
  return between.some(({ row }) => row) && wide(start) < NARROW * wide(next)
}

const isOpen = (paragraph: Paragraph): boolean =>
  paragraph.kind !== 'heading' && !paragraph.row && paragraph.full && !endsSentence(paragraph.lines.at(-1)!.text)

function continuesIn(start: Paragraph, next: Paragraph): boolean {
  const last = start.lines.at(-1)!
  const first = next.lines[0]!
  if (last.block === first.block && last.page === first.page && first.base > last.base) return false
  if (next.kind !== 'prose' || Math.abs(first.size - last.size) > 0.06 * last.size || first.rtl !== last.rtl)
    return false
  if (startsLowercase(first.text) || hyphenAtEnd(last.text) !== '' || /[,;(]$/.test(last.text)) return true
  const alike = first.font === last.font
  return alike && start.lines.length > 1 && (next.lines.length > 1 || endsSentence(next.lines.at(-1)!.text))
}

/** Notes, captions and table rows: they stand where there was room, not where they are read. */
function isAside(paragraph: Paragraph, bodySize: number): boolean {
  const first = paragraph.lines[0]!
  if (paragraph.row || first.aside || first.size < 0.93 * bodySize) return true
  return namesFigure(first.text)
}
