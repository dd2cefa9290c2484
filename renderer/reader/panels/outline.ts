import type { PDFDocumentProxy } from 'pdfjs-dist'
import { boxesOf } from '../../../electron/shared/document/boxes'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { type Destination, type Place, placeOf } from '../pdf/destination'
import { rangesWithin } from '../search'

export interface OutlineEntry {
  title: string
  /** 1 is the highest. */
  level: number
  /** What the file says of where it leads. */
  dest?: Destination
  /** Of a heading that was found in the text: where it ends. */
  end?: number
  /** The first character it leads to. */
  at?: number
}

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

function headingsOf({ headings, text }: SourceDocument): OutlineEntry[] {
  return headings.map(({ start, end, level }) => ({
    title: text.slice(start, end).replace(/\s+/g, ' '),
    level,
    at: start,
    end,
  }))
}

/** The place of a heading that was found in the text. */
export function placeOfHeading(source: SourceDocument, { at, end }: OutlineEntry): Place | undefined {
  if (at === undefined || end === undefined) return undefined
  const [first] = boxesOf(source, at, end)
  return first && { page: first.page, y: first.box.y }
}

/** More destinations than this are not looked up: the panel then does not show where one is. */
const MOST = 1000

/** The entries of a file's outline with the characters that they lead to; undefined if they are too many. */
export async function withPlaces(
  source: SourceDocument,
  pdf: PDFDocumentProxy,
  entries: OutlineEntry[],
  isGone: () => boolean,
): Promise<OutlineEntry[] | undefined> {
  if (entries.length > MOST) return undefined
  const placed: OutlineEntry[] = []
  for (const entry of entries) {
    if (isGone()) return undefined
    const place = await placeOf(pdf, entry.dest)
    // an entry that leads nowhere stands where the one before it does
    placed.push({ ...entry, at: place ? characterBelow(source, place.page, place.y ?? 0) : (placed.at(-1)?.at ?? 0) })
  }
  return placed
}

/** The first character of a page that is printed below a height. */
function characterBelow({ pages, runs }: SourceDocument, number: number, y: number): number {
  const page = pages[number - 1]
  if (!page) return 0
  const [from, to] = rangesWithin(runs, page.start, page.end)
  // a destination is often set at the middle of its line
  const run = runs.slice(from, to).find((one) => one.page === number && one.box.y + one.box.height >= y)
  return run?.start ?? page.start
}
