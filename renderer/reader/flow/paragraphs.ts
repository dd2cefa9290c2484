import type { SourceDocument } from '../../../electron/shared/document/types'
import { rangeAt, rangesWithin } from '../search'

/** A paragraph of a text without pages of its own: characters [start, end). */
export interface Paragraph {
  start: number
  end: number
  kind: 'heading' | 'item' | 'prose'
  /** Of a heading; 1 is the highest. */
  level: number
  /** 1-based. */
  page: number
  /** The first one of a page, but for the document's first. */
  beginsPage: boolean
}

export function paragraphsOf({ text, sentences, headings, pages }: SourceDocument): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (let start = 0; start < text.length; ) {
    const gap = text.indexOf('\n\n', start)
    const end = gap < 0 ? text.length : gap
    if (end > start) {
      const [sentence] = rangesWithin(sentences, start, end)
      const heading = headings[rangeAt(headings, start)]
      const page = pageOf(pages, start)
      paragraphs.push({
        start,
        end,
        kind: sentences[sentence]?.kind ?? 'prose',
        level: heading?.level ?? 1,
        page,
        beginsPage: paragraphs.length > 0 && page !== paragraphs.at(-1)!.page,
      })
    }
    start = end + 2
  }
  return paragraphs
}

function pageOf(pages: SourceDocument['pages'], character: number): number {
  return pages[rangeAt(pages, character)]?.number ?? 1
}
