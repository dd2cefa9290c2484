import type { TextRun } from '../../../shared/document/types'

/** A page's characters [start, end) of the text. */
export interface PageRange {
  start: number
  end: number
  empty: boolean
}

/** Blanks that a line of a listing begins with at most, as far as a page's first line needs them. */
const LONGEST_INDENT = 200

/** Characters of each page; where a page has none, both ends stand behind the page before. */
export function pageRanges(text: string, runs: TextRun[], pages: number): PageRange[] {
  const found = new Map<number, { start: number; end: number }>()
  for (const run of runs) {
    const range = found.get(run.page)
    if (range) range.end = run.end
    else found.set(run.page, { start: run.start - blanksBefore(text, run.start), end: run.end })
  }
  let last = 0
  return Array.from({ length: pages }, (_, i) => {
    const range = found.get(i + 1)
    if (!range) return { start: last, end: last, empty: true }
    last = range.end
    return { ...range, empty: false }
  })
}

/** Blanks that a paragraph has before its first word: a line of a listing. */
const blanksBefore = (text: string, at: number): number =>
  /(?:^|\n)( *)$/.exec(text.slice(Math.max(0, at - LONGEST_INDENT), at))?.[1]?.length ?? 0
