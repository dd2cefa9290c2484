import { readFile } from 'node:fs/promises'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterEach, expect, it, vi } from 'vitest'
import { extractDocument } from '../../../../../electron/documents/pdf/extract'
import { openPdf } from '../../../../../electron/documents/pdf/open'
import { OPERATORS } from '../../../../../electron/documents/pdf/paint/operators'
import { checkDocument, failure, fixture } from '../help'

afterEach(() => vi.useRealTimers())

const open = async (name: string) => openPdf(new Uint8Array(await readFile(fixture(name))), name, {})

/** The same PDF, but for what `getPage` does. */
const withPages = (pdf: PDFDocumentProxy, getPage: PDFDocumentProxy['getPage']): PDFDocumentProxy =>
  new Proxy(pdf, {
    get(target, key) {
      if (key === 'getPage') return getPage
      const value = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

it('reads the other pages when one is broken', async () => {
  const { pdf, close } = await open('report.pdf')
  const broken = withPages(pdf, (n) => (n === 3 ? Promise.reject(new Error('bad page')) : pdf.getPage(n)))
  const document = await extractDocument(broken, 'report.pdf')
  checkDocument(document)
  expect(document.pages.map((page) => page.imageOnly)).toEqual([false, false, true, false, false, false])
  expect(document.text).toContain('Fact 4 is that boat 28 came in')
  expect(document.text).not.toContain('Fact 3')
  await close()
})

it('fails when no page can be read', async () => {
  const { pdf, close } = await open('report.pdf')
  const broken = withPages(pdf, () => Promise.reject(new Error('bad page')))
  expect((await failure(extractDocument(broken, 'report.pdf'))).code).toBe('damaged')
  await close()
})

it('does not wait for ever for a page', async () => {
  const { pdf, close } = await open('report.pdf')
  vi.useFakeTimers()
  const stuck = withPages(pdf, (n) => (n === 1 ? new Promise(() => {}) : pdf.getPage(n)))
  const reading = failure(extractDocument(stuck, 'report.pdf'))
  await vi.advanceTimersByTimeAsync(61_000)
  const error = await reading
  expect(error.code).toBe('damaged')
  expect(error.message).toContain('Page 1')
  vi.useRealTimers()
  await close()
})

it('knows the operators by the numbers that pdf.js gives them', () => {
  for (const [name, number] of Object.entries(OPERATORS))
    expect([name, OPS[name as keyof typeof OPS]]).toEqual([name, number])
})
