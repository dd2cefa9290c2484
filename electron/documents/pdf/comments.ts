import type { PDFDocumentProxy } from 'pdfjs-dist'
import { collapseSpace, saneText } from '../../shared/document/characters'
import { isKeptOffScreen } from './form_fields'
import type { PageLines } from './layout/page'
import type { PageNote } from './seen/page_notes'

/**
 * pdf.js's numbers of the marks that people comment on a page with: notes, lines and shapes (4 to 8), marked text
 * (9 to 12), stamps, carets, ink. What they typed onto it is drawn, and read as its text.
 */
const COMMENTING = new Set([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])

interface Comment {
  /** From 0. */
  pageIndex: number
  annotationFlags?: number
  contentsObj?: { str?: string }
  /** The same with its type; some programs write only this. */
  richText?: { str?: string } | null
}

/**
 * What people noted on pages: it is told beside the text, and isn't part of it. Their names are left out. Asked of the
 * whole file once its pages are read, when pdf.js has their annotations at hand: asking a page for all of its own has
 * pdf.js read its text anew.
 */
export async function commentsIn(
  pdf: PDFDocumentProxy,
  pages: readonly PageLines[],
): Promise<{ page: number; notes: PageNote[] }[]> {
  const asked = pdf.getAnnotationsByType(COMMENTING, new Set()) as Promise<Comment[] | null>
  const comments = (await asked.catch(() => null)) ?? []
  const said = new Set<string>()
  return comments
    .filter((comment) => !isKeptOffScreen(comment))
    .flatMap(({ pageIndex, contentsObj, richText }) => {
      const words = collapseSpace(saneText(contentsObj?.str || richText?.str || ''))
      const key = `${pageIndex} ${words}`
      // Some programs note what was highlighted.
      if (words === '' || said.has(key) || textOf(pages[pageIndex]).includes(words)) return []
      said.add(key)
      return [{ page: pageIndex + 1, notes: [{ kind: 'comment' as const, text: `A comment says: "${words}"` }] }]
    })
}

const textOf = (page: PageLines | undefined): string => (page?.lines ?? []).map(({ text }) => text).join(' ')
