import type { Page, SourceDocument, TextRun } from '../../../../electron/shared/document/types'

const LINE = 14

/** A document whose pages hold these lines, one below the other, ten points to a letter. */
export function documentOf(pages: string[][], more: Partial<Page>[] = []): SourceDocument {
  let text = ''
  const runs: TextRun[] = []
  const shown = pages.map((lines, i): Page => {
    if (text !== '') text += '\n\n'
    const start = text.length
    for (const [n, line] of lines.entries()) {
      if (n > 0) text += ' '
      const box = { x: 50, y: 100 + n * 2 * LINE, width: line.length * 10, height: LINE }
      runs.push({ start: text.length, end: text.length + line.length, page: i + 1, box })
      text += line
    }
    return { number: i + 1, width: 600, height: 800, start, end: text.length, imageOnly: false, ...more[i] }
  })
  const sentences = [...text.matchAll(/[^.\s][^.]*\./g)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
    page: shown.find(({ end }) => end > index)!.number,
    kind: 'prose' as const,
  }))
  return {
    file: 'pier.pdf',
    kind: 'pdf',
    title: 'The pier',
    text,
    pages: shown,
    runs,
    sentences,
    headings: [],
    notes: [],
  }
}
