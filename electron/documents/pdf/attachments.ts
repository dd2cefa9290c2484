import type { PDFDocumentProxy } from 'pdfjs-dist'
import { collapseSpace, saneText } from '../../shared/document/characters'
import { DocumentError, type DocumentNote } from '../../shared/document/types'
import { associatedNames } from './file/associated'
import { objectsOf } from './file/of_pdf'

/** Files named at once; the rest are counted. */
const MOST_NAMES = 5
/** A portfolio's cover has no more pages and characters than this; with more of them it is a document of its own. */
const COVER_PAGES = 2
const COVER_TEXT = 1000
/** pdf.js's number of annotations that hold a file. */
const FILE_ATTACHMENT = 17

export interface AttachedFiles {
  names: string[]
  /** The file says that it is a collection of these. */
  portfolio: boolean
}

/** What a PDF holds besides its pages. Ask when they were read: pdf.js then has their annotations at hand. */
export async function attachedFiles(pdf: PDFDocumentProxy): Promise<AttachedFiles> {
  try {
    const [{ info }, files, pinned, associated] = await Promise.all([
      pdf.getMetadata(),
      pdf.getAttachments() as Promise<Record<string, FileSpec> | null>,
      pdf.getAnnotationsByType(new Set([FILE_ATTACHMENT]), new Set()) as Promise<{ file?: FileSpec }[] | null>,
      namesAssociated(pdf).catch(() => []),
    ])
    const specs = [...Object.values(files ?? {}), ...(pinned ?? []).map(({ file }) => file)]
    const all = [...specs.map((file) => file?.filename ?? ''), ...associated]
    const names = all.map((name) => collapseSpace(saneText(name))).filter((name) => name !== '')
    const { IsCollectionPresent: portfolio } = info as { IsCollectionPresent?: boolean }
    return { names: [...new Set(names)], portfolio: portfolio === true }
  } catch {
    // A broken list of files is no reason not to read the pages.
    return { names: [], portfolio: false }
  }
}

async function namesAssociated(pdf: PDFDocumentProxy): Promise<string[]> {
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)))
  return associatedNames(
    await objectsOf(pdf),
    pages.flatMap(({ ref }) => ref ?? []),
  )
}

interface FileSpec {
  filename: string
}

/** Throws DocumentError 'unsupported' for a portfolio whose pages are only a cover for its files. */
export function refusePortfolio({ names, portfolio }: AttachedFiles, file: string, text: string, pages: number): void {
  if (!portfolio || names.length === 0 || pages > COVER_PAGES || text.length > COVER_TEXT) return
  const [what, them] = names.length === 1 ? ['1 attached file', 'it'] : [`${names.length} attached files`, 'them']
  throw new DocumentError(
    'unsupported',
    `"${file}" is a PDF portfolio, only a cover for ${what} (${listOf(names)}): save ${them} in a PDF viewer, and open ${names.length === 1 ? 'that file' : 'these files'} here.`,
  )
}

export function attachedNotes({ names }: AttachedFiles): DocumentNote[] {
  if (names.length === 0) return []
  const were = names.length === 1 ? 'An attached file was' : 'Attached files were'
  return [{ page: 1, kind: 'attached', text: `${were} not read: ${listOf(names)}.` }]
}

function listOf(names: string[]): string {
  const rest = names.length - MOST_NAMES
  return rest > 1 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ')
}
