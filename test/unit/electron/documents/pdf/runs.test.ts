import { expect, it } from 'vitest'
import { runsOf } from '../../../../../electron/documents/pdf/paint/runs'
import type { Typed } from '../../../../../electron/documents/pdf/paint/typed'
import { form, readPaint, text, widthOf } from '../painted'

/** Letters drawn one by one, `gap` points apart. */
function letters(x: number, words: string, gap: number): string {
  let at = x
  return [...words]
    .map((char) => {
      const drawn = char === ' ' ? '' : text(Number(at.toFixed(2)), 400, char)
      at += widthOf(char) + gap
      return drawn
    })
    .join(' ')
}

it.each([
  ['by the file', text(40, 400, 'total rent', { before: '3 Tc' })],
  ['letter by letter', letters(40, 'total rent', 3)],
  [
    'by moves',
    'BT /F1 10 Tf 40 400 Td [(t) -300 (o) -300 (t) -300 (a) -300 (l) -878 (r) -300 (e) -300 (n) -300 (t)] TJ ET',
  ],
  ['with blanks between', text(40, 400, 't o t a l')],
])('joins letterspaced words: %s', async (how, content) => {
  expect((await readPaint(content)).rest).toBe(how === 'with blanks between' ? 'total' : 'total rent')
})

it('puts an accent that is drawn over a letter into it', async () => {
  const at = 40 + widthOf('ein k')
  const end = at + widthOf('o')
  const before = `${text(40, 400, 'ein k')} ${text(at + 1, 400, '\\250')} ${text(at, 400, 'o')} ${text(end, 400, 'nig')}`
  const after = `${text(40, 400, 'ein k')} ${text(at, 400, 'o')} ${text(at + 1, 401, '\\250')} ${text(end, 400, 'nig')}`
  for (const content of [before, after]) expect((await readPaint(content)).rest).toBe('ein könig')
})

it('joins letterspaced words that blanks stand in, parted by several', async () => {
  const { rest } = await readPaint(text(40, 400, 'S u m m a r y   o f   t h e   y e a r'))
  expect(rest).toBe('Summary of the year')
})

it('reads letters that were each drawn twice once, and double letters as two', async () => {
  let x = 40
  const drawn = [...'Till'].map((char) => {
    const both = `${text(x, 400, char)} ${text(Number((x + 0.3).toFixed(2)), 400, char)}`
    x += widthOf(char)
    return both
  })
  expect((await readPaint(drawn.join(' '))).rest).toBe('Till')
  expect((await readPaint(text(40, 400, 'Mississippi 1100'))).rest).toBe('Mississippi 1100')
})

it('leaves what stands in columns apart', async () => {
  expect((await readPaint(letters(40, '12345', 3))).rest).toBe('1 2 3 4 5')
  expect((await readPaint(letters(40, 'abcde', 14))).rest).toBe('a b c d e')
})

it('parts two pieces on one base line', async () => {
  const end = 40 + widthOf('total')
  expect((await readPaint(`${text(40, 400, 'total')} ${text(end + 0.9, 400, '410 marks')}`)).rest).toBe(
    'total 410 marks',
  )
  expect((await readPaint(`${text(40, 400, 'to')} ${text(40 + widthOf('to') + 0.1, 400, 'tal')}`)).rest).toBe('total')
})

const note = (words: string, x: number, flags = 4) =>
  `<< /Type /Annot /Subtype /FreeText /Rect [${x} 397 ${x + 90} 412] /F ${flags} /Contents (${words}) /DA (/F1 10 Tf) /AP << /N ${x === 78 ? 8 : 10} 0 R >> >>`

it('reads what was typed onto blanks in its place', async () => {
  const blank = '____________________'
  const content = text(40, 400, `name: ${blank} rent: ${blank} a month`)
  const objects = [
    note('Ann', 78),
    form(text(2, 4, 'Ann'), '0 0 90 15'),
    note('410', 220),
    form(text(2, 4, '410'), '0 0 90 15'),
  ]
  expect((await readPaint(content, { annotations: '7 0 R 9 0 R', objects })).rest).toBe('name: Ann rent: 410 a month')
})

it('reads stamps, and none that is hidden', async () => {
  const stamp = (flags: number) =>
    `<< /Type /Annot /Subtype /Stamp /Rect [200 300 290 315] /F ${flags} /AP << /N 8 0 R >> >>`
  const read = async (flags: number) =>
    (
      await readPaint('', {
        annotations: '7 0 R',
        objects: [stamp(flags), form(text(2, 4, 'PAID 12 May'), '0 0 90 15')],
      })
    ).rest
  expect(await read(4)).toBe('PAID 12 May')
  expect(await read(2)).toBe('')
  expect(await read(32)).toBe('')
})

/** Glyphs of ten points from left to right: each with its width and the white space behind it. */
function glyphs(drawn: [text: string, advance: number, gap?: number][]): Typed[] {
  const show = {
    font: {},
    size: 10,
    way: [1, 0],
    along: [1, 0],
    up: [0, 1],
    isAnnotation: false,
  } as unknown as Typed['show']
  let x = 0
  return drawn.map(([text, advance, gap = 0]) => {
    const glyph = { text, isSpace: false, x, y: 0, advance, given: 0, spacing: 0 }
    x += advance + gap
    return { show, glyph, sight: 'seen', struck: false, isBlank: false }
  })
}

it('keeps Arabic letters that do not join in their word, and parts words at wider gaps', () => {
  const [run] = runsOf(
    glyphs([
      ['ة', 4],
      ['ي', 2, 1.3],
      ['ر', 4],
      ['ا', 3, 2.4],
      ['و', 4],
      ['ل', 3],
    ]),
  )
  expect(run!.text).toBe('ةيرا ول')
  expect(
    runsOf(
      glyphs([
        ['a', 4],
        ['b', 2, 1.3],
        ['c', 4],
      ]),
    )[0]!.text,
  ).toBe('ab c')
})

it('takes no mark over a letter for the end of its word', () => {
  const marked = glyphs([
    ['س', 7, -2],
    ['ُ', 0, 2],
    ['ت', 3],
  ])
  expect(runsOf(marked)[0]!.text).toBe('سُت')
  const apart = glyphs([
    ['س', 7, -2],
    ['ُ', 0, 5],
    ['ت', 3],
  ])
  expect(runsOf(apart)[0]!.text).toBe('سُ ت')
  const wide = glyphs([
    ['ক', 9, -4],
    ['ি', 5, 1],
    ['প', 6],
  ])
  expect(runsOf(wide)[0]!.text).toBe('কিপ')
})
