import type { DocumentKind, DocumentNote, Heading, Page, SentenceKind, SourceDocument } from '../shared/document/types'
import type { Part } from './sentences'
import { cutSentences } from './sentences'

/** A paragraph of a file without a layout. */
export interface TextBlock {
  text: string
  kind: SentenceKind
  /** Of a heading. */
  level?: number
  /** 1-based. */
  page: number
}

/** What a page is called, and whether it is one. */
export type PageName = Partial<Pick<Page, 'label' | 'part' | 'imageOnly'>>

/** A line of a program: its blanks stay, as some languages mean something by them. */
export const codeLine = (line: string): string => line.replace(/[^\S \t]/gu, ' ').trimEnd()

/** Puts blocks behind each other into a document; files without a layout have no runs and no page size. `pages`: how many, or what they are called. */
export function toDocument(
  blocks: TextBlock[],
  file: string,
  kind: Exclude<DocumentKind, 'pdf'>,
  pages: number | readonly PageName[],
  notes: DocumentNote[] = [],
): SourceDocument {
  let text = ''
  const parts: Part[] = []
  const headings: Heading[] = []
  const named = typeof pages === 'number' ? Array.from({ length: pages }, (): PageName => ({})) : pages
  const ranges = named.map((name, i): Page => {
    return { number: i + 1, width: 0, height: 0, start: -1, end: -1, imageOnly: false, ...name }
  })
  for (const block of blocks.filter((one) => one.text.trim() !== '')) {
    if (text !== '') text += '\n\n'
    const start = text.length
    text += block.text
    const end = text.length
    parts.push({ start, end, kind: block.kind })
    if (block.kind === 'heading') headings.push({ start, end, level: block.level ?? 1 })
    const page = ranges[block.page - 1]!
    if (page.start < 0) page.start = start
    page.end = end
  }
  closeEmptyPages(ranges)
  const title = titleOf(text, headings)
  const sentences = cutSentences(text, parts, ranges)
  const name = title === undefined ? {} : { title }
  return { file, kind, ...name, text, pages: ranges, runs: [], sentences, headings, notes }
}

/** A page without text stands, empty, behind the one before it. */
function closeEmptyPages(pages: Page[]): void {
  let last = 0
  for (const page of pages) {
    if (page.start < 0) page.start = page.end = last
    last = page.end
  }
}

function titleOf(text: string, headings: Heading[]): string | undefined {
  const highest = Math.min(...headings.map((heading) => heading.level))
  const title = headings.find((heading) => heading.level === highest)
  return title && text.slice(title.start, title.end)
}
