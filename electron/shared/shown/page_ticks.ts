import type { Alignment } from '../document/alignment'
import type { Generation } from '../ipc/answer_data'
import { pageLabel } from './page_names'

/** Where a page begins along the text that was read, as a share of its length. */
export interface PageTick {
  page: number
  at: number
  label: string
  /** There is room for its label. */
  isNamed: boolean
}

/** What "p. 12" takes, at the size that axes are written in. */
const roomFor = (label: string): number => 6 * (label.length + 3) + 4

/**
 * The first page and every later one that begins within the text, for an axis of so many pixels. Names that would touch
 * or be cut off are left out, and so are those that slides with one printed number repeat.
 */
export function pageTicks(
  { part }: Pick<Generation, 'part'>,
  alignment: Alignment | undefined,
  width: number,
  within?: { from: number; to: number },
): PageTick[] {
  if (!part || !alignment || alignment.document.pages.length === 0) return []
  const from = part.from + (within?.from ?? 0)
  const to = within ? part.from + within.to : part.to
  const tokens = Math.max(1, to - from)
  const ticks: PageTick[] = []
  let free = 0
  let last: string | undefined
  const add = (page: number, at: number) => {
    const label = pageLabel(alignment.document, page)
    const end = at * width + roomFor(label)
    const isNamed = label !== last && at * width >= free && end <= width
    if (isNamed) [free, last] = [end, label]
    ticks.push({ page, at, label, isNamed })
  }
  for (const page of alignment.document.pages) {
    if (page.start >= page.end || page.number < part.firstPage || page.number > part.lastPage) continue
    const [token] = alignment.tokensOf(page.start, page.end)
    if (token >= to || alignment.tokensOf(page.end - 1, page.end)[0] < from) continue
    add(page.number, Math.max(0, token - from) / tokens)
  }
  return ticks
}
