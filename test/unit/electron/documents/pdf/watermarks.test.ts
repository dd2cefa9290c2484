import { describe, expect, it } from 'vitest'
import { headings, paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'
import { readPaint, text } from '../painted'

const sentence = (i: number): string => `The keeper of light ${i} saw the boats come in and told the office.`

/** Twenty lines of 10 points, each drawn in three pieces. */
const LINES: Placed[] = Array.from({ length: 20 }, (_, i): Placed[] => [
  { x: 40, y: 540 - 13 * i, text: 'The keeper ', size: 10 },
  { x: 92.2, y: 540 - 13 * i, text: `of light ${i} `, size: 10, font: 'B' },
  { x: i < 10 ? 136.5 : 142, y: 540 - 13 * i, text: 'saw the boats come in and told the office.', size: 10 },
]).flat()

const TEXT = Array.from({ length: 20 }, (_, i) => sentence(i)).join(' ')

const readPage = (...pages: Placed[][]) => readBytes(pdfOfPlaced(pages))

const mark = (x: number, y: number, text: string, size: number, more: Partial<Placed> = {}): Placed => {
  return { x, y, text, size, font: 'B', gray: 0.85, ...more }
}

describe('a watermark', () => {
  it('that is level is read apart from the lines that it covers, and is no heading or title', async () => {
    const over = mark(100, 400, 'COPY', 60)
    for (const page of [
      [...LINES, over],
      [over, ...LINES],
      [...LINES.slice(0, 31), over, ...LINES.slice(31)],
    ]) {
      const document = await readPage(page)
      expect(paragraphs(document)).toEqual([TEXT, 'COPY'])
      expect(headings(document)).toEqual([])
      expect(document.title).toBeUndefined()
    }
  })

  it('of loose letters goes as a whole, those too that meet no line', async () => {
    const letters = [...'COPY'].flatMap((letter, column) =>
      [510, 430, 350, 120].map((y) => mark(60 + 90 * column, y, letter, 40)),
    )
    expect(paragraphs(await readPage([...LINES, ...letters]))).toEqual([TEXT, 'C O P Y'])
  })

  it('that covers a page like tiles is read once', async () => {
    const tiles = [0, 1, 2, 3].flatMap((row) =>
      [40, 160, 280].map((x) => mark(x, 500 - 60 * row, 'Confidential', 9, { turn: 35 })),
    )
    expect(paragraphs(await readPage([...LINES, ...tiles]))).toEqual([TEXT, 'Confidential'])
  })

  it('goes where many pages have it, also where it meets no line', async () => {
    const over = mark(100, 400, 'DRAFT', 60)
    const pages = [LINES, LINES, LINES.slice(0, 15), LINES].map((lines, i) => [
      ...lines.map((one): Placed => ({ ...one, text: one.text.replace('keeper', `${'ABCD'[i]}.`) })),
      over,
    ])
    const { text } = await readPage(...pages)
    expect(text).not.toContain('DRAFT')
    expect(text).toContain('The D. of light 19 saw the boats')
  })

  it('between the halves of a paragraph does not part them', async () => {
    const half = [...LINES.slice(0, -1), { ...LINES.at(-1)!, text: 'saw the boats come in and what they did' }]
    const next: Placed = { x: 40, y: 540, text: 'when they had to leave again before the night came on.', size: 10 }
    const { text } = await readPage([...half, mark(100, 400, 'COPY', 60)], [next])
    expect(text).toContain('what they did when they had to leave again')
  })
})

describe('large type that covers nothing', () => {
  it('stays where it stands: a title, a figure on a slide, a word between lines', async () => {
    const rest = LINES.map((one) => ({ ...one, y: one.y - 100 }))
    const { text } = await readPage([
      { x: 40, y: 530, text: 'Boats of the year', size: 32, font: 'B' },
      ...rest.slice(0, 30),
      mark(40, 265, 'PAID', 26, { gray: 0 }),
      ...rest.slice(30).map((one) => ({ ...one, y: one.y - 50 })),
    ])
    expect(text).toMatch(/^Boats of the year\s+The keeper of light 0 /)
    expect(text).toMatch(/of light 9 saw the boats come in and told the office\.\s+PAID\s+The keeper of light 10/)
  })

  it('beside its words is a figure, and is read before them', async () => {
    const { text } = await readPage([
      { x: 40, y: 540, text: 'Our year', size: 24, font: 'B' },
      { x: 40, y: 440, text: '75%', size: 48, font: 'B' },
      { x: 160, y: 466, text: 'of the boats', size: 14 },
      { x: 160, y: 448, text: 'came home', size: 14 },
      { x: 40, y: 340, text: '12', size: 48, font: 'B' },
      { x: 160, y: 366, text: 'were lost', size: 14 },
    ])
    expect(text.replace(/\s+/g, ' ')).toBe('Our year 75% of the boats came home 12 were lost')
  })

  it('is a drop cap where lines flow round it', async () => {
    const cap: Placed[] = [
      { x: 40, y: 516, text: 'T', size: 36 },
      { x: 64, y: 530, text: 'he keeper of the light saw the boats come in', size: 12 },
      { x: 64, y: 516, text: 'and told the office of each of them at once,', size: 12 },
      { x: 40, y: 502, text: 'as he had done in all the years before that.', size: 12 },
    ]
    expect(paragraphs(await readPage(cap))[0]).toMatch(/^The keeper of the light/)
  })
})

describe('what a pattern has written in it', () => {
  const tile = (drawn: string) =>
    `<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 80 40] /XStep 80 /YStep 40 /Resources << /Font << /F1 5 0 R >> >> /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`
  const read = (drawn: string, box = '0 200 400 200') =>
    readPaint(`${text(60, 150, 'This holds.')} /Pattern cs /P scn ${box} re f`, {
      resources: '/Pattern << /P 7 0 R >>',
      objects: [tile(drawn)],
    })

  it('is told of', async () => {
    const { rest, notes } = await read(`0.9 g ${text(4, 10, 'VOID COPY')}`)
    expect(rest).toBe('This holds.')
    expect(notes).toEqual([
      { page: 1, kind: 'unread', text: 'Words of a pattern that fills a shape were not read: "VOID COPY".' },
    ])
  })

  it.each([
    ['a sign alone', text(4, 10, 'x')],
    ['without ink', text(4, 10, 'VOID COPY', { before: '3 Tr' })],
    ['a drawing', '0 0 20 20 re f'],
  ])('is not told of where it is %s', async (_, drawn) => expect((await read(drawn)).notes).toEqual([]))

  it('is not told of where the shape has no size', async () => {
    expect((await read(text(4, 10, 'VOID COPY'), '0 200 0 0')).notes).toEqual([])
  })
})
