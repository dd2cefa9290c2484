import type { SourceDocument } from '../shared/document/types'

/** What `--text` prints: every page's text after a line that names the page. */
export function* pageTexts(document: SourceDocument): Generator<string> {
  for (const page of document.pages) {
    const text = document.text.slice(page.start, page.end).trimEnd()
    yield `# page ${page.number}\n${text === '' ? '' : `${text}\n`}`
  }
}
