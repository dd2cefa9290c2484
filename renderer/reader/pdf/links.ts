import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Box } from '../../../electron/shared/document/types'
import { type Destination, type Place, placeOf } from './destination'

/** A place on a page that leads elsewhere: in the document, or to an address that is only shown. */
export interface PageLink {
  box: Box
  place?: Place
  address?: string
}

/** What pdf.js tells of a link. */
interface Annotation {
  subtype?: string
  rect: number[]
  dest?: Destination
  url?: string
  unsafeUrl?: string
  action?: string
}

/** The links of a page (1-based) that lead somewhere. */
export async function linksOf(pdf: PDFDocumentProxy, number: number): Promise<PageLink[]> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: 1, rotation: 0 })
  const annotations: Annotation[] = await page.getAnnotations()
  const links = annotations
    .filter(({ subtype, rect }) => subtype === 'Link' && rect)
    .map(async (annotation) => ({
      box: boxOf(viewport.convertToViewportRectangle(annotation.rect)),
      ...(await targetOf(pdf, number, annotation)),
    }))
  return (await Promise.all(links)).filter(({ place, address }) => place || address)
}

async function targetOf(pdf: PDFDocumentProxy, number: number, { dest, url, unsafeUrl, action }: Annotation) {
  const address = url ?? unsafeUrl
  if (address) return { address }
  if (dest) return { place: await placeOf(pdf, dest) }
  const page = action === undefined ? undefined : stepOf(action, number, pdf.numPages)
  return page === undefined || page < 1 || page > pdf.numPages ? {} : { place: { page } }
}

/** Where a named action leads from a page. */
const stepOf = (action: string, page: number, pages: number): number | undefined =>
  ({ NextPage: page + 1, PrevPage: page - 1, FirstPage: 1, LastPage: pages })[action]

function boxOf([x1, y1, x2, y2]: number[]): Box {
  const [left, right, top, bottom] = [Math.min(x1!, x2!), Math.max(x1!, x2!), Math.min(y1!, y2!), Math.max(y1!, y2!)]
  return { x: left, y: top, width: right - left, height: bottom - top }
}
