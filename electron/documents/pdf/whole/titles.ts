import type { PDFDocumentProxy } from 'pdfjs-dist'
import { collapseSpace, hasLetter, saneText } from '../../../shared/document/characters'
import { textOf } from './headings'
import type { Paragraph } from './paragraphs'

/** Titles that programs write when nobody gave one. */
const NO_TITLE = /^(?:untitled|title|document\d*|microsoft |powerpoint|slide \d|\(?anonymous|unbenannt)|\.\w{2,5}$/i

/** The file's own title if it is one, else the largest heading of the first page. */
export async function titleOf(
  pdf: PDFDocumentProxy,
  paragraphs: Paragraph[],
  bodySize: number,
): Promise<string | undefined> {
  const own = await metadataTitle(pdf)
  if (own !== undefined) return own
  const headings = paragraphs.filter((it) => {
    const { page, size } = it.lines[0]!
    return it.kind === 'heading' && page === 1 && size > 1.1 * bodySize
  })
  if (headings.length === 0) return undefined
  return textOf(headings.reduce((a, b) => (b.lines[0]!.size > a.lines[0]!.size ? b : a)))
}

async function metadataTitle(pdf: PDFDocumentProxy): Promise<string | undefined> {
  try {
    const { info } = await pdf.getMetadata()
    const title = (info as { Title?: unknown }).Title
    if (typeof title !== 'string') return undefined
    const clean = collapseSpace(saneText(title))
    return clean.length > 2 && hasLetter(clean) && !NO_TITLE.test(clean) ? clean : undefined
  } catch {
    return undefined
  }
}

/** The numbers printed on the pages, where they differ from the physical ones. */
export async function labelsOf(pdf: PDFDocumentProxy): Promise<(string | undefined)[]> {
  try {
    const labels = (await pdf.getPageLabels()) ?? []
    return labels.map((label, i) => (label === '' || label === String(i + 1) ? undefined : label))
  } catch {
    return []
  }
}
