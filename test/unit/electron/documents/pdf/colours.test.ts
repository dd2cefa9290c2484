import { expect, it } from 'vitest'
import { stream } from '../pages'
import { form, picture, readPaint, text } from '../painted'

const WORDS = 'Is this line seen?'
const REST = 'Everybody sees this.'
const LINE = text(60, 400, WORDS)
const AFTER = text(60, 300, REST)
const BOX = '50 390 200 20 re f'

/** From white at 0 to the colour at 1. */
const tint = (white: string, full: string) => `<< /FunctionType 2 /Domain [0 1] /C0 [${white}] /C1 [${full}] /N 1 >>`
const MIX = '{ pop pop 0 0 0 0 }'
const SPACES = [
  `/Spot [/Separation /Blue /DeviceCMYK ${tint('0 0 0 0', '1 0.6 0 0')}]`,
  `/Sum [/Separation /Grey /DeviceGray ${tint('1', '0')}]`,
  '/Two [/DeviceN [/Blue /Red] /DeviceCMYK 7 0 R]',
  '/Few [/Indexed /DeviceRGB 2 <FFFFFF000000FF0000>]',
  '/Lab [/Lab << /WhitePoint [0.9505 1 1.089] /Range [-100 100 -100 100] >>]',
  '/CalG [/CalGray << /WhitePoint [0.9505 1 1.089] /Gamma 2.2 >>]',
  '/CalR [/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2] /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]',
  '/Icc [/ICCBased 8 0 R]',
]
const extras = {
  resources: `/ColorSpace << ${SPACES.join(' ')} >> /Pattern << /Dots 9 0 R /Plain 10 0 R /Fade 11 0 R >> /XObject << /X 12 0 R >> /ExtGState << /Half << /ca 0.5 >> /Dark << /BM /Darken >> >>`,
  objects: [
    `<< /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1] /Length ${MIX.length} >>\nstream\n${MIX}\nendstream`,
    stream('none').replace('<<', '<< /N 3 /Alternate /DeviceRGB'),
    tiling('0.2 g 0 0 3 3 re f'),
    tiling('1 g 0 0 9 9 re f'),
    `<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 400 0] /Extend [true true] /Function ${tint('0.2', '0.6')} >> >>`,
    picture(),
  ],
}

function tiling(content: string): string {
  return `<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >> /Length ${content.length} >>\nstream\n${content}\nendstream`
}

it.each([
  ['white of four inks', '0 0 0 0 k'],
  ['nearly white of four inks', '0 0 0 0.02 k'],
  ['white of three lights', '1 1 1 rg'],
  ['a spot colour that is not laid on', '/Spot cs 0 scn'],
  ['hardly any of a spot colour', '/Sum cs 0.02 scn'],
  ['two inks that make white', '/Two cs 0 0 scn'],
  ['white of a palette', '/Few cs 0 sc'],
  ['white of Lab', '/Lab cs 100 0 0 sc'],
  ['a measured white', '/CalG cs 1 sc'],
  ['a measured white of three lights', '/CalR cs 1 1 1 sc'],
  ['white of a profile', '/Icc cs 1 1 1 sc'],
  ['a pattern all of white', '/Pattern cs /Plain scn'],
  ['black on black', `0 g ${BOX}`],
  ['red on the same red', `1 0 0 rg ${BOX}`],
  ['a spot colour on itself', `/Spot cs 0.7 scn ${BOX}`],
  ['a palette’s red on red', `1 0 0 rg ${BOX} /Few cs 2 sc`],
  ['grey on grey of three lights', `0.5 0.5 0.5 rg ${BOX} 0.5 g`],
  ['white on a white box on a dark one', `0 g 40 380 300 50 re f 1 g ${BOX}`],
  ['grey on a black that is half clear', `/Half gs ${BOX} 0.5 g`],
  ['white that only darkens', `/Dark gs 1 g`],
])('leaves out text in %s', async (_, colour) => {
  const { rest, notes } = await readPaint(`q ${colour} ${LINE} Q ${AFTER}`, extras)
  expect(rest).toBe(REST)
  expect(notes).toMatchObject([{ kind: 'hidden', text: expect.stringContaining('in the colour of the paper') }])
})

it.each([
  ['black of four inks', '0 0 0 1 k'],
  ['yellow', '1 1 0 rg'],
  ['a full spot colour', '/Spot cs 1 scn'],
  ['half of a spot colour', '/Sum cs 0.5 scn'],
  ['black of a palette', '/Few cs 1 sc'],
  ['black of Lab', '/Lab cs 0 0 0 sc'],
  ['red of Lab', '/Lab cs 50 60 40 sc'],
  ['a measured grey', '/CalG cs 0.4 sc'],
  ['a colour of a profile', '/Icc cs 0.2 0.2 0.2 sc'],
  ['a pattern', '/Pattern cs /Dots scn'],
  ['a gradient', '/Pattern cs /Fade scn'],
  ['white on black', `${BOX} 1 g`],
  ['white on a spot colour', `/Spot cs 1 scn ${BOX} 0 0 0 0 k`],
  ['white on a palette’s red', `/Few cs 2 sc ${BOX} 0 sc`],
  ['white on Lab’s black', `/Lab cs 0 0 0 sc ${BOX} 100 0 0 sc`],
  ['white on a gradient', `/Pattern cs /Fade scn ${BOX} 1 g`],
  ['white on a pattern', `/Pattern cs /Dots scn ${BOX} 1 g`],
  ['white on a picture', 'q 200 0 0 20 50 390 cm /X Do Q 1 g'],
  ['white on a black that is half clear', `q /Half gs ${BOX} Q 1 g`],
  ['black on a box of paper’s colour', `1 g ${BOX} 0 g`],
  ['black that only darkens', '/Dark gs 0 g'],
  ['dark red on black red', `0.2 0 0 rg ${BOX} 0.6 0 0 rg`],
])('reads text in %s', async (_, colour) => {
  const { rest, notes } = await readPaint(`q ${colour} ${LINE} Q ${AFTER}`, extras)
  expect(rest).toBe(`${WORDS} ${REST}`)
  expect(notes).toEqual([])
})

it('tells white on white in a group from white on a dark page', async () => {
  const group = (ground: string) => ({
    resources: '/XObject << /X 7 0 R >>',
    objects: [form(`${ground} 1 g ${LINE}`, '0 0 400 600', '/Group << /S /Transparency /I true >>')],
  })
  expect((await readPaint(`/X Do ${AFTER}`, group(''))).rest).toBe(REST)
  expect((await readPaint(`/X Do ${AFTER}`, group(`0.1 g ${BOX}`))).rest).toBe(`${WORDS} ${REST}`)
  expect((await readPaint(`0.1 g ${BOX} /X Do 0 g ${AFTER}`, group(''))).rest).toBe(`${WORDS} ${REST}`)
})
