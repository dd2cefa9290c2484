import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { extractDocument } from '../../../../../electron/documents/pdf/extract'
import { openPdf } from '../../../../../electron/documents/pdf/open'
import type { RecognizePages } from '../../../../../electron/documents/pdf/recognized'
import { spansOf } from '../../../../../electron/documents/recognition/spans'
import { oneLine } from '../../../../../electron/shared/document/one_line'
import type { SourceDocument } from '../../../../../electron/shared/document/types'
import { checkDocument, failure, fixture } from '../help'
import { pdfOfPlaced } from '../pages'
import { BODY, below, pdfOfPaint, picture, text } from '../painted'

/** What is done with recognized words; what recognizes them is a stand-in that finds two lines on every page. */

async function read(data: Uint8Array, recognize?: RecognizePages): Promise<SourceDocument> {
  const { pdf, withImages, close } = await openPdf(new Uint8Array(data), 'made.pdf', {})
  try {
    const document = await extractDocument(pdf, 'made.pdf', { withImages, recognize })
    checkDocument(document)
    return document
  } finally {
    await close()
  }
}

const rangeOf = ({ pages }: SourceDocument, page: number) => [pages[page - 1]!.start, pages[page - 1]!.end] as const

const NOTE = { kind: 'recognized', text: 'It was recognized.', ofMany: 'It was recognized' } as const

/** Notes which pages it was asked for. */
function standIn(lines = ['The rent is 41O euros.', 'It is due in May.']) {
  const asked: number[] = []
  const recognize: RecognizePages = async (pages) => {
    asked.push(...pages)
    const view = [0, 0, 400, 600]
    const found = lines.map((line, i) => ({
      words: line.split(' ').map((text, at) => ({
        text,
        confidence: text.includes('O') ? 42 : 96,
        left: 40 + 40 * at,
        right: 72 + 40 * at,
      })),
      base: 100 + 14 * i,
      top: 92 + 14 * i,
      bottom: 102 + 14 * i,
    }))
    const viewport = { rotation: 0, convertToPdfPoint: (x: number, y: number) => [x, 600 - y] }
    const placing = { viewport, width: 400, height: 600, turned: 0, frame: { view, userUnit: 1 } }
    return new Map(pages.map((page) => [page, { spans: spansOf(found, placing), notes: [NOTE], view }]))
  }
  return { asked, recognize }
}

it('pages without text are recognized, and no others', async () => {
  const { asked, recognize } = standIn()
  const document = await read(await readFile(fixture('partly-scanned.pdf')), recognize)
  const without = await read(await readFile(fixture('partly-scanned.pdf')))
  const images = without.pages.filter(({ imageOnly }) => imageOnly).map(({ number }) => number)
  expect(images.length).toBeGreaterThan(0)
  expect(images.length).toBeLessThan(without.pages.length)
  expect(asked).toEqual(images)
  expect(document.pages.some(({ imageOnly }) => imageOnly)).toBe(false)
  for (const { number, start, end } of document.pages) {
    const words = document.text.slice(start, end)
    if (images.includes(number))
      expect(words.replace(/\s+/g, ' ')).toContain('The rent is 41O euros. It is due in May.')
    else expect(oneLine(words)).toBe(oneLine(without.text.slice(...rangeOf(without, number))))
  }
  expect(document.notes.filter(({ kind }) => kind === 'recognized').map(({ page }) => page)).toEqual(images)
})

it('each recognized word is a run of its own, with how sure it is', async () => {
  const { recognize } = standIn()
  const { text: words, runs } = await read(await readFile(fixture('scanned.pdf')), recognize)
  const found = runs.map(({ start, end, confidence }) => [words.slice(start, end), confidence])
  expect(found.slice(0, 5)).toEqual([
    ['The', 96],
    ['rent', 96],
    ['is', 96],
    ['41O', 42],
    ['euros.', 96],
  ])
  expect(runs[1]!.box).toEqual({ x: 80, y: 92, width: 32, height: 10 })
})

it('is asked for a page whose fonts do not say which letters they draw', async () => {
  const { asked, recognize } = standIn()
  const garbled = pdfOfPlaced([[{ x: 40, y: 500, text: 'Nobody can tell what this line of text says.', font: 'G' }]])
  expect((await read(garbled, recognize)).text).toContain('It is due in May.')
  expect(asked).toEqual([1])
})

it('is not asked for a page that has text beside its picture, nor for an empty one', async () => {
  const { asked, recognize } = standIn()
  const page = `q 200 0 0 200 20 20 cm /X Do Q ${text(40, 400, BODY[0]!)}`
  await read(pdfOfPaint(below(page), { resources: '/XObject << /X 7 0 R >>', objects: [picture()] }), recognize)
  await read(pdfOfPlaced([[{ x: 40, y: 500, text: 'A page.' }], []]), recognize)
  expect(asked).toEqual([])
})

it('says what is wrong where nothing was recognized, or nothing may be', async () => {
  const scan = await readFile(fixture('scanned.pdf'))
  const nothing = await failure(
    read(scan, async (pages) => new Map(pages.map((page) => [page, { spans: [], notes: [], view: [0, 0, 9, 9] }]))),
  )
  expect(nothing).toMatchObject({ code: 'scanned' })
  expect(nothing.message).toMatch(/^No text was recognized in the .*"made\.pdf": .*choose its language\.$/)
  const off = await failure(read(scan))
  expect(off).toMatchObject({ code: 'scanned' })
  expect(off.message).toContain('text recognition (OCR) is off: switch text recognition on')
})
