import { expect, it } from 'vitest'
import { form, readPaint, text } from '../painted'

const WORDS = 'Is this line seen?'
const LINE = text(60, 400, WORDS)
const AFTER = text(60, 300, 'Everybody sees this.')

const state = (entries: string) => ({ resources: `/ExtGState << /G << ${entries} >> >>` })
const group = '/Group << /S /Transparency /CS /DeviceGray >>'
/** A mask whose group paints `content`. */
const mask = (content: string, kind = 'Luminosity') => ({
  resources: `/ExtGState << /G << /SMask << /S /${kind} /G 7 0 R >> >> >>`,
  objects: [form(content, '0 0 400 600', group)],
})
/** The same, and `/N gs` takes it off. */
const lit = (content: string) => {
  const { resources, objects } = mask(content)
  return { resources: resources.replace('/ExtGState <<', '/ExtGState << /N << /SMask /None >>'), objects }
}
const tiling = (content: string) => ({
  resources: '/Pattern << /P 7 0 R >>',
  objects: [
    `<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >> /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ],
})
const TILES = '/Pattern cs /P scn 50 390 200 20 re f'
const BAR = '16 w 50 404 m 250 404 l S'
const BOX = '50 390 200 20 re f'
const STRIPS = Array.from({ length: 10 }, (_, i) => `50 ${390 + 2 * i} 200 2.1 re f`).join(' ')
const BLACK_DOT = '200 0 0 20 50 390 cm BI /W 1 /H 1 /IM true /BPC 1 /D [0 1] ID \x00 EI'

it.each([
  [
    'in the corner beside a round clip',
    `250 560 m 390 560 390 240 250 240 c 60 240 60 560 250 560 c W n ${text(50, 545, WORDS)}`,
    {},
  ],
  ['between the parts of a clip', `40 500 300 20 re 40 200 300 100 re W n ${LINE}`, {}],
  ['in the hole of a clip', `10 200 380 320 re 50 350 300 100 re W* n ${LINE}`, {}],
  ['that only clips, with nothing painted through it', `${text(60, 400, WORDS, { before: '7 Tr' })} 0 Tr`, {}],
  ['behind a mask that is black', `/G gs ${LINE}`, mask('0 g 0 0 400 600 re f')],
  ['behind a mask that is light elsewhere', `/G gs ${LINE}`, mask('1 g 0 450 400 100 re f')],
  ['behind a mask in which nothing is painted', `/G gs ${LINE}`, mask('1 g 0 450 400 100 re f', 'Alpha')],
  ['nearly clear', `/G gs ${LINE}`, state('/ca 0.03')],
  ['in a blend that leaves paper white', `/G gs ${LINE}`, state('/BM /Screen')],
  ['in soft light', `/G gs ${LINE}`, state('/BM /SoftLight')],
  ['whose colour alone counts', `/G gs 1 0 0 rg ${LINE}`, state('/BM /Color')],
  ['as light as paper', `/G gs 1 g ${LINE}`, state('/BM /Luminosity')],
  ['blackened by a highlighter', `${LINE} /G gs 0 g ${BOX}`, state('/BM /Multiply')],
  ['under a thick stroke', `${LINE} ${BAR}`, {}],
  ['on a thick stroke of its colour', `1 0 0 RG 1 0 0 rg ${BAR} ${LINE}`, {}],
  ['under a box of strips', `${LINE} 1 g ${STRIPS}`, {}],
  ['under a picture of one dot', `${LINE} ${BLACK_DOT}`, {}],
  ['under tiles that touch', `${LINE} ${TILES}`, tiling('0.5 g 0 0 9 9 re f')],
  ['under paper whose mask is light there', `${LINE} /G gs 1 g 0 0 400 600 re f`, mask('1 g 0 390 400 100 re f')],
  [
    'under paper that is all of its mask there',
    `${LINE} /G gs 1 g 0 0 400 600 re f`,
    mask('0 g 0 390 400 100 re f', 'Alpha'),
  ],
  [
    'white, beside what its mask shows of a dark box',
    `/G gs 0 g 0 0 400 600 re f /N gs 1 g ${LINE}`,
    lit('1 g 0 450 400 90 re f'),
  ],
  ['as narrow as a hair', `BT /F1 10 Tf 0 Tz 60 400 Td (${WORDS}) Tj 100 Tz ET`, {}],
])('leaves out text %s, and says so', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`q ${content} Q 0 g ${AFTER}`, extras)
  expect(rest).toBe('Everybody sees this.')
  expect(notes).toMatchObject([{ page: 1, kind: 'hidden' }])
})

it.each([
  ['in a round clip', `250 560 m 390 560 390 240 250 240 c 60 240 60 560 250 560 c W n ${text(160, 400, WORDS)}`, {}],
  ['in a part of a clip', `40 390 300 40 re 40 200 300 100 re W n ${LINE}`, {}],
  ['filled with what is painted through it', `${text(60, 400, WORDS, { before: '7 Tr' })} 0.5 g ${BOX} 0 Tr`, {}],
  ['where a mask is light', `/G gs ${LINE}`, mask('1 g 0 390 400 100 re f')],
  ['behind a mask that something is painted in', `/G gs ${LINE}`, mask('0 g 0 390 400 100 re f', 'Alpha')],
  ['white that turns what is below round', `/G gs 1 g ${LINE}`, state('/BM /Difference')],
  ['under a hole of a shape', `${LINE} 0.5 g 20 350 300 120 re 50 390 200 30 re f*`, {}],
  ['white on a thick stroke', `${BAR} 1 g ${LINE}`, {}],
  ['white on a picture of one dot', `q ${BLACK_DOT} Q 1 g ${LINE}`, {}],
  ['white on strips', `0.2 g ${STRIPS} 1 g ${LINE}`, {}],
  ['under tiles that leave gaps', `${LINE} ${TILES}`, tiling('0 0 4 4 re f')],
  ['beside what its mask shows of paper', `${LINE} /G gs 1 g 0 0 400 600 re f`, mask('1 g 0 200 400 60 re f')],
  ['under paper whose mask is grey', `${LINE} /G gs 1 g 0 0 400 600 re f`, mask('0.3 g 0 390 400 100 re f')],
  [
    'under paper whose mask has letters',
    `${LINE} /G gs 1 g 0 0 400 600 re f`,
    mask(`1 g 0 390 400 100 re f 0 g ${LINE}`),
  ],
  [
    'white on a dark box behind a mask that may be any',
    `/G gs 0 g ${BOX} /N gs 1 g ${LINE}`,
    lit('0.6 g 0 0 400 600 re f'),
  ],
  [
    'white on what its mask shows of a dark box',
    `/G gs 0 g 0 0 400 600 re f /N gs 1 g ${LINE}`,
    lit('1 g 0 390 400 100 re f'),
  ],
  ['in soft light on grey', `0.5 g ${BOX} /G gs 0 g ${LINE}`, state('/BM /SoftLight')],
  ['whose colour alone counts, on grey', `0.5 g ${BOX} /G gs 1 0 0 rg ${LINE}`, state('/BM /Color')],
  ['as dark as it is', `/G gs ${LINE}`, state('/BM /Luminosity')],
  ['between dashes of a thick stroke', `${LINE} [3] 0 d ${BAR}`, {}],
])('reads text %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`q ${content} Q 0 g ${AFTER}`, extras)
  expect(rest).toBe(`${WORDS} Everybody sees this.`)
  expect(notes).toEqual([])
})

it('says that text lies behind a mask', async () => {
  const { notes } = await readPaint(`q /G gs ${LINE} Q ${AFTER}`, mask('0 g 0 0 400 600 re f'))
  expect(notes).toEqual([{ page: 1, kind: 'hidden', text: "1 line behind a mask can't be seen and was not read." }])
})

/** A font whose one glyph, for "a", is drawn by `drawing`. */
const drawnFont = (drawing: string) => ({
  resources: '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>',
  objects: [
    '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 97 /Widths [6] /Encoding << /Differences [97 /a] >> /CharProcs << /a 8 0 R >> /Resources << >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ],
})

it.each([
  ['draws nothing', '6 0 d0', ''],
  ['draws a shape', '6 0 d0 0 0 5 7 re f', 'aaa'],
  ['draws a picture', '6 0 d0 q 5 0 0 7 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q', 'aaa'],
])('tells whether a glyph that is a drawing %s', async (_, drawing, read) => {
  const { rest } = await readPaint('BT /G 10 Tf 60 400 Td (aaa) Tj ET', drawnFont(drawing))
  expect(rest).toBe(read)
})
