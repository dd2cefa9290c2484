import type { DocumentNote } from '../../shared/document/types'
import type { PageLines } from './layout/page'
import { layOut } from './layout/page'
import type { ReadPage } from './read_pages'
import { gatherNotes, type PageNote } from './seen/page_notes'
import type { Span } from './seen/spans'
import { repeatedLines } from './whole/repeats'

/** What was recognized on a page that has no text of its own. */
export interface RecognizedPage {
  spans: Span[]
  notes: PageNote[]
  /** [left, bottom, right, top] of the visible page in PDF user space. */
  view: number[]
}

/** Recognizes the text of pages, by their numbers from 1. */
export type RecognizePages = (pages: readonly number[]) => Promise<ReadonlyMap<number, RecognizedPage>>

interface Read {
  pages: ReadPage[]
  lines: PageLines[]
  notes: DocumentNote[]
}

/** The pages with what was recognized on those that show something and have no text of their own. */
export async function withRecognized(
  read: Read,
  labels: (string | undefined)[],
  recognize: RecognizePages | undefined,
): Promise<Read> {
  const wanted = recognize ? withoutText(read, labels) : []
  if (!recognize || wanted.length === 0) return read
  const found = await recognize(wanted)
  const lines = read.lines.map((own) => {
    const page = found.get(own.number)
    return page && page.spans.length > 0 ? layOut(own.number, page.spans, page.view) : own
  })
  const said = gatherNotes([...found].map(([page, { notes }]) => ({ page, notes })))
  return { ...read, lines, notes: [...read.notes, ...said].sort((a, b) => a.page - b.page) }
}

function withoutText({ pages, lines }: Read, labels: (string | undefined)[]): number[] {
  const repeated = repeatedLines(lines, labels)
  const hasOwn = ({ lines, asides }: PageLines) => [...lines, ...asides].some((line) => !repeated.has(line))
  return lines.filter((page, i) => !hasOwn(page) && showsSomething(pages[i]!)).map(({ number }) => number)
}

/** Of a page without text. Where it had a running head only pictures count: the head and its rule are nothing to miss. */
export const showsSomething = ({ failed, garbled, hadText, shown }: ReadPage): boolean =>
  failed || garbled || (hadText ? shown.pictures : shown.anything)
