import { expect } from 'vitest'
import type { SourceDocument } from '../../../../electron/shared/document/types'
import { readBytes } from './help'
import { assemble, stream } from './pages'

/** What a page needs besides its content. `objects` are numbered from 7 on. */
interface Extras {
  resources?: string
  objects?: string[]
  annotations?: string
  catalog?: string
  page?: string
}

/** A page of 400 by 600 points that draws `content`; F1 is Helvetica, F2 is bold. */
export function pdfOfPaint(
  content: string,
  { resources, objects = [], annotations, catalog, page }: Extras = {},
): Uint8Array {
  const fonts = '/Font << /F1 5 0 R /F2 6 0 R >>'
  const shared = resources?.includes('/Font') ? resources : `${fonts} ${resources ?? ''}`
  return assemble([
    `<< /Type /Catalog /Pages 2 0 R ${catalog ?? ''} >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 600] >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${page ?? ''} ${annotations ? `/Annots [${annotations}]` : ''} /Resources << ${shared} >> >>`,
    stream(content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...objects,
  ])
}

/** Lines of the text that is around what a test is about. */
export const BODY = ['The ferry of Marsk lost its gate.', 'The lock of Sandau has kept its clock.']

/** Body text, then `content` below it. */
export const below = (content: string): string =>
  `${BODY.map((line, i) => text(40, 560 - 14 * i, line)).join(' ')} ${content}`

/** One string at its place; `before`: operators inside the text object, such as "3 Tr". */
export const text = (x: number, y: number, words: string, { font = 'F1', size = 10, before = '' } = {}): string =>
  `BT /${font} ${size} Tf ${before} ${x} ${y} Td (${words}) Tj ET`

/** A form XObject with Helvetica. */
export const form = (content: string, bbox: string, more = ''): string =>
  `<< /Type /XObject /Subtype /Form /BBox [${bbox}] /Resources << /Font << /F1 5 0 R >> >> ${more} /Length ${content.length} >>\nstream\n${content}\nendstream`

/** A grey picture of two by two pixels. */
export const picture = (more = ''): string =>
  `<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 ${more} /Length 4 >>\nstream\nabcd\nendstream`

/** What is read of such a page, without the body; the body must be there. */
export async function readPaint(
  content: string,
  extras?: Extras,
): Promise<{ rest: string; notes: SourceDocument['notes'] }> {
  const document = await readBytes(pdfOfPaint(below(content), extras))
  const flat = document.text.replace(/\s+/g, ' ')
  for (const line of BODY) expect(flat).toContain(line)
  return {
    rest: BODY.reduce((all, line) => all.replace(line, ''), flat)
      .replace(/\s+/g, ' ')
      .trim(),
    notes: document.notes,
  }
}

const WIDTHS: Record<string, number> = {
  i: 222,
  l: 222,
  t: 278,
  r: 333,
  f: 278,
  ' ': 278,
  '.': 278,
  '/': 278,
  m: 833,
  s: 500,
  c: 500,
  y: 500,
  x: 500,
  k: 500,
  v: 500,
  w: 722,
  T: 611,
}

/** Points that words take in Helvetica, small letters of which most are as wide as figures. */
export const widthOf = (words: string, size = 10): number =>
  [...words].reduce((sum, char) => sum + (WIDTHS[char] ?? 556), 0) * (size / 1000)
