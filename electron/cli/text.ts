import type { SourceDocument } from '../shared/document/types'
import { pageTitle } from '../shared/shown/page_names'

/** What `--text` prints: every page's text after a line that names the page, or what it is instead. */
export function* pageTexts(document: SourceDocument): Generator<string> {
  for (const page of document.pages) {
    const text = document.text.slice(page.start, page.end).trimEnd()
    const part = page.part === undefined ? '' : ` (${pageTitle(document, page.number)})`
    yield `# page ${page.number}${part}\n${text === '' ? '' : `${text}\n`}`
  }
}
