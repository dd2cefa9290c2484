import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { SourceDocument } from '../../../electron/documents/types'
import { rangeAt } from '../search'

export interface OutlineEntry {
  title: string
  /** 1 is the highest. */
  level: number
  /** What the file says of where it leads. */
  dest?: Destination
  /** Of a heading that was found in the text: its characters and page. */
  start?: number
  end?: number
  page?: number
}

type Destination = string | unknown[] | null

interface Node {
  title: string
  dest: Destination
  items?: Node[]
}

/** The file's outline; of a file that has none, the headings of its text. */
export async function outlineOf(source: SourceDocument, pdf: PDFDocumentProxy | undefined): Promise<OutlineEntry[]> {
  const nodes = ((await pdf?.getOutline().catch(() => null)) ?? []) as Node[]
  return nodes.length > 0 ? flatten(nodes, 1) : headingsOf(source)
}

const flatten = (nodes: Node[], level: number): OutlineEntry[] =>
  nodes.flatMap(({ title, dest, items }) => [{ title: title.trim(), level, dest }, ...flatten(items ?? [], level + 1)])

function headingsOf({ headings, text, pages }: SourceDocument): OutlineEntry[] {
  return headings.map(({ start, end, level }) => ({
    title: text.slice(start, end).replace(/\s+/g, ' '),
    level,
    start,
    end,
    page: pages[rangeAt(pages, start)]?.number,
  }))
}

/** The place that a destination names: a 1-based page, and points from the top of the unrotated page if it says so. */
export async function placeOf(
  pdf: PDFDocumentProxy,
  dest: Destination | undefined,
): Promise<{ page: number; y?: number } | undefined> {
  try {
    const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const first = target?.[0]
    if (first === undefined || first === null) return undefined
    const index = typeof first === 'number' ? first : await pdf.getPageIndex(first as { num: number; gen: number })
    const [, kind, , top] = target as [unknown, { name: string } | undefined, unknown, unknown]
    if (kind?.name !== 'XYZ' || typeof top !== 'number') return { page: index + 1 }
    const page = await pdf.getPage(index + 1)
    return { page: index + 1, y: (page.view[3]! - top) * page.userUnit }
  } catch {
    return undefined
  }
}

/** More destinations than this are not looked up: the panel then does not show where one is. */
const MOST = 1000

/** The entries with the pages that they lead to. */
export async function withPages(
  pdf: PDFDocumentProxy,
  entries: OutlineEntry[],
  isGone: () => boolean,
): Promise<OutlineEntry[] | undefined> {
  if (entries.length > MOST || entries.every(({ dest }) => dest === undefined)) return undefined
  const placed: OutlineEntry[] = []
  for (const entry of entries) {
    if (isGone()) return undefined
    const place = await placeOf(pdf, entry.dest)
    // an entry that leads nowhere stands where the one before it does
    placed.push({ ...entry, page: place?.page ?? placed.at(-1)?.page ?? 1 })
  }
  return placed
}
