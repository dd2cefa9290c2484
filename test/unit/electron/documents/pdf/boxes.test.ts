import { expect, it } from 'vitest'
import { readBytes } from '../help'
import { form, pdfOfPaint, readPaint, text, widthOf } from '../painted'

const WORDS = 'Is this line seen?'
const LINE = text(60, 400, WORDS)
const REST = 'Everybody sees this.'
const AFTER = text(60, 300, REST)
const SEEN = `${WORDS} ${REST}`
const WHOLE = '0 0 400 600'
const one = (content: string, bbox = WHOLE, more = '') => ({
  resources: '/XObject << /X 7 0 R >>',
  objects: [form(content, bbox, more)],
})
const inner = (outer: string, bbox: string, content: string, innerBox = WHOLE) => ({
  resources: '/XObject << /X 7 0 R /Y 8 0 R >>',
  objects: [form(outer, bbox).replace('/Font', '/XObject << /Y 8 0 R >> /Font'), form(content, innerBox)],
})

it.each([
  ['beyond its box', '/X Do', one(LINE, '0 0 400 380')],
  ['in a box of no size', '/X Do', one(LINE, '60 400 60 400')],
  ['beyond a box that its matrix moves', '/X Do', one(LINE, '0 0 400 405', '/Matrix [1 0 0 1 0 250]')],
  ['beyond a box that its matrix turns', '/X Do', one(LINE, '0 0 100 50', '/Matrix [0.7 0.7 -0.7 0.7 100 100]')],
  ['that its matrix moves off the page', '/X Do', one(LINE, WHOLE, '/Matrix [1 0 0 1 500 0]')],
  ['that the page moves off itself', 'q 1 0 0 1 0 400 cm /X Do Q', one(LINE)],
  ['beyond the box of the form around it', '/X Do', inner('/Y Do', '0 0 400 380', LINE)],
  [
    'beyond its box in a form that moves it',
    '/X Do',
    inner('q 1 0 0 1 0 100 cm /Y Do Q', WHOLE, text(60, 300, WORDS), '0 0 400 250'),
  ],
  ['drawn where a clip of the page is closed', 'q 0 0 400 100 re W n /X Do Q', one(LINE)],
  ['drawn where two clips share nothing', 'q 0 0 400 405 re W n 0 500 400 50 re W n /X Do Q', one(LINE)],
  ['in a clip of no size', 'q 60 400 0 0 re W n /X Do Q', one(LINE)],
  [
    'in a clip that is turned',
    'q 0.707 0.707 -0.707 0.707 200 100 cm 0 0 80 80 re W n 0.707 -0.707 0.707 0.707 -212 70 cm /X Do Q',
    one(LINE),
  ],
])('leaves out text of a form %s', async (_, content, extras) => {
  const { rest } = await readPaint(`${content} ${AFTER}`, extras)
  expect(rest).toBe(REST)
})

it.each([
  ['in its box', '/X Do', one(LINE, '50 390 200 420')],
  ['in a box that names its corners the other way', '/X Do', one(LINE, '400 600 0 0')],
  [
    'that its matrix brings onto the page',
    '/X Do',
    one(text(60, 1200, WORDS), '0 0 400 2000', '/Matrix [1 0 0 1 0 -800]'),
  ],
  [
    'that is half as large',
    '/X Do',
    one(text(120, 800, WORDS, { size: 20 }), '0 0 800 1200', '/Matrix [0.5 0 0 0.5 0 0]'),
  ],
  ['in a form', '/X Do', inner('/Y Do', WHOLE, LINE)],
  ['moved by form and page', 'q 1 0 0 1 30 0 cm /X Do Q', one(text(20, 390, WORDS), WHOLE, '/Matrix [1 0 0 1 10 10]')],
  ['behind a clip that is closed again', 'q 0 0 10 10 re W n Q /X Do', one(LINE)],
  ['in a clip named from its upper right', 'q 300 450 -250 -100 re W n /X Do Q', one(LINE)],
  ['in a clip of four lines', 'q 40 380 m 300 380 l 300 450 l 40 450 l h W n /X Do Q', one(LINE)],
  ['in a clip that the form sets for itself only', '/X Do', one(`q 0 390 400 30 re W n ${LINE} Q`)],
])('reads text of a form %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`${content} ${AFTER}`, extras)
  expect(rest).toBe(SEEN)
  expect(notes).toEqual([])
})

it('reads a form as often as it is drawn, in one place once', async () => {
  const twice = await readPaint(`/X Do q 1 0 0 1 0 -50 cm /X Do Q ${AFTER}`, one(LINE))
  expect(twice.rest).toBe(`${WORDS} ${WORDS} ${REST}`)
  expect((await readPaint(`/X Do /X Do ${AFTER}`, one(LINE))).rest).toBe(SEEN)
})

it('knows the fonts of each form by its own names for them', async () => {
  const symbol = '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'
  const objects = [form(text(60, 400, 'm'), WHOLE).replace('/F1 5 0 R', '/F1 8 0 R'), symbol]
  const { rest } = await readPaint(`/X Do ${AFTER}`, { resources: '/XObject << /X 7 0 R >>', objects })
  expect(rest).toMatch(/^[µμ] Everybody/)
})

it('takes what a form lacks from the page', async () => {
  const objects = [form(LINE, WHOLE).replace(/\/Resources << .*? >> >>/, '')]
  const { rest } = await readPaint(`/X Do ${AFTER}`, { resources: '/XObject << /X 7 0 R >>', objects })
  expect(rest).toBe(SEEN)
})

it.each([
  ['left of it', text(-200, 400, WORDS)],
  ['below it', text(60, -20, WORDS)],
  ['above it', text(60, 640, WORDS)],
  ['far off', text(60, 90_000, WORDS)],
  ['at its right edge, outside', text(401, 400, WORDS)],
])('leaves out text that stands off the page: %s', async (_, content) => {
  const { rest, notes } = await readPaint(`${content} ${AFTER}`)
  expect(rest).toBe(REST)
  expect(notes).toMatchObject([{ kind: 'hidden', text: expect.stringContaining('beyond the edge of the page') }])
})

const flat = async (content: string, page: string) =>
  (await readBytes(pdfOfPaint(content, { page }))).text.replace(/\s+/g, ' ')
const both = `${text(150, 400, WORDS)} ${text(150, 380, REST)}`

it.each([
  ['whose corner is elsewhere', '/MediaBox [100 100 500 700]', SEEN],
  ['whose corner is below nought', '/MediaBox [-200 -200 400 600]', SEEN],
  ['named from its upper right', '/MediaBox [400 600 0 0]', SEEN],
  ['that is cropped', '/CropBox [100 300 380 500]', SEEN],
  ['cropped between the lines', '/CropBox [100 300 380 393]', REST],
  ['cropped to more than there is', '/MediaBox [0 0 400 393] /CropBox [-100 -100 900 900]', REST],
  ['cropped to nothing that it has', '/CropBox [1000 1000 1200 1200]', SEEN],
  ['to be cut by the printer', '/TrimBox [0 0 400 393] /BleedBox [0 0 10 10] /ArtBox [0 0 10 10]', SEEN],
  ['of larger units', '/UserUnit 4', SEEN],
  ['turned by 90 degrees', '/Rotate 90', SEEN],
  ['turned upside down', '/Rotate 180', SEEN],
  ['turned back', '/Rotate -90', SEEN],
  ['turned more than once', '/Rotate 450', SEEN],
])('reads a page %s', async (_, page, read) => {
  expect(await flat(both, page)).toBe(read)
})

it('reads what is turned against its page from top to bottom as it is seen', async () => {
  const turned = (x: number, words: string) => `BT /F1 10 Tf 0 1 -1 0 ${x} 100 Tm (${words}) Tj ET`
  expect(await flat(`${turned(114, REST)} ${turned(100, WORDS)}`, '/Rotate 90')).toBe(SEEN)
})

it('reads words that a crop cuts as far as they are seen', async () => {
  const words = text(200, 400, 'The rent is due in May of each year')
  const edge = Math.ceil(200 + widthOf('The rent is due ') - 1)
  const cropped = await flat(`${words} ${text(150, 380, REST)}`, `/CropBox [0 0 ${edge} 600]`)
  expect(cropped).toMatch(/^The rent is due /)
  expect(cropped).not.toContain('May')
})
