import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromRoman, pageNumber, templateOf } from '../../../electron/documents/pdf/templates'
import { readDocument } from '../../../electron/documents/read'
import { paragraphs, read } from './help'
import { pdfOf } from './pages'

async function readPages(pages: string[][]) {
  const folder = await mkdtemp(join(tmpdir(), 'repeats-'))
  const path = join(folder, 'made.pdf')
  await writeFile(path, pdfOf(pages))
  const document = await readDocument(path)
  await rm(folder, { recursive: true })
  return document
}

describe('running heads and feet', () => {
  it('go, with page numbers that alternate between left and right, and the text runs on', async () => {
    const document = await read('report.pdf')
    expect(document.text).not.toMatch(/Yearly report|The Harbour Office|Page \d/)
    expect(paragraphs(document)).toHaveLength(1)
    expect(document.text).toContain('already full of harbour in the month before. Fact 2 is')
    const [first, second] = document.pages
    expect(document.text.slice(first!.start, first!.end)).toMatch(/full of$/)
    expect(document.text.slice(second!.start, second!.end)).toMatch(/^harbour in the month before. Fact 2/)
  })

  it('go where their words change from chapter to chapter, Roman numbers too', async () => {
    const document = await read('book.pdf')
    expect(document.text).not.toMatch(/CHAPTER \d|GLASS|\bICE\b/)
    expect(paragraphs(document).filter((paragraph) => /^(?:\d+|[ivx]+)$/.test(paragraph))).toEqual([])
    expect(document.text).toContain('One of them sleeps while the other walks the rounds')
    // Empty pages between chapters have a head only: they are no images.
    expect(document.pages.some((page) => page.imageOnly)).toBe(false)
  })

  it('stay on short documents, but for a page number that stands alone', async () => {
    const document = await read('one-page.pdf')
    expect(paragraphs(document)[0]).toBe('Notice of the Harbour Office')
    expect(paragraphs(document)).not.toContain('1')
  })

  it('are not seen in headings that differ', async () => {
    const pages = Array.from({ length: 12 }, (_, i) => [`Item ${String.fromCharCode(65 + i)}`, '', '', `Text ${i}.`])
    const document = await readPages(pages)
    expect(document.text).toContain('Item A')
    expect(document.text).toContain('Item L')
  })

  it('are not seen in a form that was filled in again and again', async () => {
    const form = (name: string) => [
      'Dear member,',
      'we thank you for the gift that reached us this spring.',
      `It came from ${name} and was welcome.`,
      'It will be used for the roof of the boathouse.',
      'The roof has leaked for three years.',
      'We hope to see you in June.',
    ]
    const document = await readPages(['Ann', 'Bert', 'Cleo', 'Dan'].map(form))
    expect(document.text.match(/Dear member/g)).toHaveLength(4)
    expect(document.text.match(/see you in June/g)).toHaveLength(4)
  })

  it('never are all there is', async () => {
    const document = await readPages(Array.from({ length: 6 }, () => ['The same words again.']))
    expect(document.text).toContain('The same words again.')
  })
})

describe('templates', () => {
  it('take numbers out of words', () => {
    expect(templateOf('Page 3 of 9')).toEqual({ words: 'page # of #', numbers: [3, 9] })
    expect(templateOf('xiv  Preface')).toEqual({ words: '# preface', numbers: [14] })
    expect(templateOf('صفحة ١٢').numbers).toEqual([12])
  })

  it('know Roman numbers from words', () => {
    expect(['iv', 'ix', 'xlii', 'mcmxciv', 'civil', 'iiii', ''].map(fromRoman)).toEqual([4, 9, 42, 1994, ...Array(3)])
  })

  it('know a page number that stands alone', () => {
    expect(['7', '- 7 -', 'Page 7 of 9', 'Seite 7', '7/9', '7 boats', 'Section 7'].map(pageNumber)).toEqual([
      ...Array(5).fill(7),
      undefined,
      undefined,
    ])
  })
})
