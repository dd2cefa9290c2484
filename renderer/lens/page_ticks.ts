import type { Alignment } from '../../electron/documents/alignment'
import type { Generation } from '../../electron/ipc/answer_data'
import { pageLabel } from './sentences'

/** Where a page begins along the text that was read, as a share of its length. */
export interface PageTick {
  page: number
  at: number
  label: string
  /** There is room for its label. */
  isNamed: boolean
}

/** The first page and every later one that begins within the text; names that would touch are left out. */
export function pageTicks(
  { part }: Pick<Generation, 'part'>,
  alignment: Alignment | undefined,
  room: number,
  within?: { from: number; to: number },
): PageTick[] {
  if (!part || !alignment || alignment.document.pages.length === 0) return []
  const from = part.from + (within?.from ?? 0)
  const to = within ? part.from + within.to : part.to
  const tokens = Math.max(1, to - from)
  const ticks: PageTick[] = []
  let free = 0
  const add = (page: number, at: number) => {
    const isNamed = at >= free && at <= 1 - room / 2
    if (isNamed) free = at + room
    ticks.push({ page, at, label: pageLabel(alignment.document, page), isNamed })
  }
  for (const page of alignment.document.pages) {
    if (page.start >= page.end || page.number < part.firstPage || page.number > part.lastPage) continue
    const [token] = alignment.tokensOf(page.start, page.end)
    if (token >= to || alignment.tokensOf(page.end - 1, page.end)[0] < from) continue
    add(page.number, Math.max(0, token - from) / tokens)
  }
  return ticks
}
