import type { SourceDocument } from '../../shared/document/types'
import { Damage } from './damage'

interface CharacterRange {
  start: number
  end: number
}

/** What every reader of documents sees to, and what the rest of SparseLens relies on (electron/shared/document/types.ts). */
export function checkDocument(document: SourceDocument, kind: SourceDocument['kind']): SourceDocument {
  const { text, pages, runs, sentences, headings } = document
  const fits = document.kind === kind && pages.length > 0 && sentences.length > 0
  const numbered = pages.every(({ number }, i) => number === i + 1)
  const isPage = (page: number) => page <= pages.length
  const placed = sentences.every(({ page }) => isPage(page)) && runs.every(({ page }) => isPage(page))
  const inOrder = [pages, runs, sentences, headings].every((ranges: readonly CharacterRange[]) =>
    ascend(ranges, text.length),
  )
  const isWhole = (document.members !== undefined) === (kind === 'collection') && areMembers(document)
  if (fits && numbered && placed && inOrder && isWhole) return document
  throw new Damage('damaged', 'its text is not whole')
}

/** Of a collection: its documents hold all pages, one after the other. */
function areMembers({ members, pages, text }: SourceDocument): boolean {
  if (!members) return true
  let next = 1
  const follow = members.every(({ firstPage, pages: count }) => {
    const isNext = firstPage === next
    next += count
    return isNext
  })
  return follow && next === pages.length + 1 && ascend(members, text.length)
}

function ascend(ranges: readonly CharacterRange[], length: number): boolean {
  let last = 0
  return ranges.every(({ start, end }) => {
    const fits = start >= last && end >= start && end <= length
    last = end
    return fits
  })
}
