import type { PDFDocumentProxy } from 'pdfjs-dist'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linksOf } from '../../../../../renderer/reader/pdf/links'

/** Three pages, 200 points wide and 100 high, the first with links; pdf.js finds objects without a table of them. */
const link = (more: string, rect = '20 70 60 80') => `<</Type/Annot/Subtype/Link/Rect[${rect}]${more}>>`
const FILE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/Dests<</end[5 0 R/XYZ 0 60 null]>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/MediaBox[0 0 200 100]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Annots[${[
  link('/Dest[4 0 R/Fit]'),
  link('/Dest/end'),
  link('/A<</S/URI/URI(https://example.org/a%20b)>>'),
  link('/A<</S/Named/N/LastPage>>'),
  link('/A<</S/Named/N/PrevPage>>'),
  link('/Dest/nowhere'),
  '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(a note)>>',
].join('')}]>>endobj
4 0 obj<</Type/Page/Parent 2 0 R>>endobj
5 0 obj<</Type/Page/Parent 2 0 R>>endobj
trailer<</Root 1 0 R>>
%%EOF`

let pdf: PDFDocumentProxy
beforeAll(async () => {
  const data = new TextEncoder().encode(FILE)
  pdf = (await getDocument({ data, verbosity: 0 }).promise) as unknown as PDFDocumentProxy
})
afterAll(() => pdf.destroy())

test('links lead to pages, or name an address; those that lead nowhere are left out', async () => {
  const links = await linksOf(pdf, 1)
  expect(links.map(({ place, address }) => place ?? address)).toEqual([
    { page: 2 },
    { page: 3, y: 40 },
    'https://example.org/a%20b',
    { page: 3 },
  ])
})

test('a link lies where the file says, from the top of the page', async () => {
  const [first] = await linksOf(pdf, 1)
  expect(first!.box).toEqual({ x: 20, y: 20, width: 40, height: 10 })
})

test('a page without links has none', async () => {
  expect(await linksOf(pdf, 2)).toEqual([])
})
