import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDocument } from '../../../../../electron/documents/read'
import { oneLine } from '../../../../../electron/shared/document/one_line'
import { emptyPage, notice } from '../../../../scans/make'
import { measure } from '../../../../scans/measure'
import { askew } from '../../../../scans/paper'
import { checkDocument, failure } from '../help'

/** Small scans, read for real; large ones: test/scans/scans.long.test.ts. */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function put(name: string, data: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, data)
  return path
}

const TEXT = 'Notice The rent of the boat house is 410 euros a month. It is due on the third of May.'

it('reads a scan with progress: its words, where they stand, and how sure they are', { timeout: 120_000 }, async () => {
  const scan = await notice('pdf', askew(2, 300, 120))
  const steps: string[] = []
  const document = await readDocument(await put('notice.pdf', scan.data), {
    onRecognize: (page, pages) => steps.push(`${page} of ${pages}`),
  })
  checkDocument(document)
  expect(steps).toEqual(['1 of 1'])
  expect(document).toMatchObject({ kind: 'pdf', pages: [{ imageOnly: false }] })
  expect(oneLine(document.text)).toBe(TEXT)
  expect(document.headings[0]).toMatchObject({ start: 0, end: 'Notice'.length, level: 1 })
  expect(document.notes).toMatchObject([{ page: 1, kind: 'recognized' }])
  expect(document.notes[0]!.text).toMatch(/^The text was recognized in a picture \(OCR, English\).*: 20 words, /)
  const { errors, placed, words } = measure(scan, document)
  expect({ errors, placed, words }).toEqual({ errors: 0, placed: 20, words: 20 })
  expect(document.runs.every(({ confidence }) => confidence! > 50)).toBe(true)
})

it('reads a PNG as a document of one page, as large as its resolution says', { timeout: 120_000 }, async () => {
  const scan = await notice('png')
  const document = await readDocument(await put('notice.png', scan.data))
  checkDocument(document)
  expect(document).toMatchObject({ file: 'notice.png', kind: 'png' })
  expect(oneLine(document.text)).toBe(TEXT)
  expect(document.pages).toHaveLength(1)
  expect(document.pages[0]!.width).toBeCloseTo(300, 0)
  expect(measure(scan, document)).toMatchObject({ errors: 0, placed: 20, words: 20 })
})

it('can be stopped while it recognizes', { timeout: 120_000 }, async () => {
  const stop = new AbortController()
  const path = await put('stopped.pdf', (await notice()).data)
  const reading = readDocument(path, { signal: stop.signal, onRecognize: () => stop.abort() })
  expect(await failure(reading)).toMatchObject({ code: 'cancelled' })
})

it('leaves pictures alone if it is told to, and says so', async () => {
  const path = await put('off.pdf', (await notice()).data)
  expect((await failure(readDocument(path, { ocr: 'off' }))).message).toContain('text recognition (OCR) is off')
})

it('says that it found nothing on an empty page', { timeout: 120_000 }, async () => {
  expect((await failure(readDocument(await put('empty.pdf', await emptyPage())))).message).toMatch(
    /^No text was recognized in the picture of "empty\.pdf"/,
  )
})

it('says that a picture is damaged, and that HEIC is not read', async () => {
  const png = (await notice('png')).data
  expect((await failure(readDocument(await put('cut.png', png.subarray(0, 60))))).message).toBe(
    '"cut.png" is damaged and can\'t be read: get a new copy of it.',
  )
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0', 'latin1')
  expect((await failure(readDocument(await put('photo.heic', heic)))).message).toContain('save it as JPEG or PNG first')
})
