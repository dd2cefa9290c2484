import type { TokenRange } from '../documents/sections'
import type { Alignment } from '../shared/document/alignment'
import type { DocumentInfo } from '../shared/ipc/answer_data'

/** What a document is and how much of it the parts cover. */
export function documentInfo(document: Alignment, parts: readonly TokenRange[]): DocumentInfo {
  const tokens = document.tokens.ids.length
  const { notes, readAs, members } = document.document
  const read = parts.reduce((sum, { from, to }) => sum + to - from, 0)
  return {
    file: document.document.file,
    pages: document.document.pages.length,
    tokens,
    sentences: document.sentences.length,
    coverage: tokens ? read / tokens : 0,
    imagePages: document.document.pages.filter((page) => page.imageOnly).map((page) => page.number),
    notes,
    ...(readAs && { readAs }),
    ...(members && { members }),
    parts: parts.map(({ from, to }) => ({
      from,
      to,
      firstPage: document.pageOfToken(from),
      lastPage: document.pageOfToken(to - 1),
    })),
  }
}
