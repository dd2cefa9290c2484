import { otherwise } from '../document/read_as'
import type { SourceDocument } from '../document/types'
import type { ReadDocument } from './document_data'

type Listed = Pick<SourceDocument, 'title' | 'kind' | 'readAs'> & {
  pages: readonly Pick<SourceDocument['pages'][number], 'number' | 'imageOnly'>[]
}

/** What the library lists of a document. */
export function listedDocument({ title, kind, pages, readAs }: Listed): ReadDocument {
  const other = otherwise(readAs)
  return {
    title,
    kind,
    pages: pages.length,
    imagePages: pages.filter(({ imageOnly }) => imageOnly).map(({ number }) => number),
    ...(other && { readAs: other }),
  }
}
