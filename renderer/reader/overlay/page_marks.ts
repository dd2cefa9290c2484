import { boxesOf } from '../../../electron/shared/document/boxes'
import type { Box, SourceDocument } from '../../../electron/shared/document/types'
import type { Mark } from '../../state/marks'
import { marksWithin } from './marks_in_range'

/** A mark as it lies on a page: a box for each line it has a part in, in points of the unrotated page. */
export interface PageMark {
  mark: Mark
  boxes: Box[]
}

/** Marks of the pages that are drawn: the same list for the same page, so that pages need not be drawn anew. */
const known = new WeakMap<readonly Mark[], Map<number, PageMark[]>>()

export function pageMarks(source: SourceDocument, marks: readonly Mark[], page: number): PageMark[] {
  const pages = known.get(marks) ?? new Map<number, PageMark[]>()
  known.set(marks, pages)
  const list = pages.get(page) ?? layOut(source, marks, page)
  pages.set(page, list)
  return list
}

function layOut(source: SourceDocument, marks: readonly Mark[], page: number): PageMark[] {
  const { start, end } = source.pages[page - 1]!
  return marksWithin(marks, start, end).map((mark) => ({
    mark,
    boxes: boxesOnPage(source, page, mark.start, mark.end),
  }))
}

/** Where characters are printed on one page; a paragraph may go on over several. */
export function boxesOnPage(source: SourceDocument, page: number, start: number, end: number): Box[] {
  const range = source.pages[page - 1]!
  return boxesOf(source, Math.max(start, range.start), Math.min(end, range.end))
    .filter((found) => found.page === page)
    .map(({ box }) => box)
}
