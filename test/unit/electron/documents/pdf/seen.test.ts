import { expect, it } from 'vitest'
import { form, picture, readPaint, text } from '../painted'

const SECRET = text(60, 400, 'Nobody sees this.')
const AFTER = text(60, 300, 'Everybody sees this.')
const SEEN = 'Everybody sees this.'

/** From grey to white, over so many points from the left edge: /S, and as the pattern /P. */
const gradient = (more = '', length = 400) => {
  const colours = '/Function << /FunctionType 2 /Domain [0 1] /C0 [0.8] /C1 [1] /N 1 >>'
  const shading = `<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 ${length} 0] ${colours} ${more} >>`
  return `/Shading << /S ${shading} >> /Pattern << /P << /PatternType 2 /Shading ${shading} >> >>`
}

const hidden = (text: string) => [{ page: 1, kind: 'hidden', text }]

it.each([
  ['outside a clip', `q 0 0 400 350 re W n ${SECRET} ${AFTER} Q`, {}, '1 line outside the crop of a figure'],
  [
    'outside a form',
    '/X Do',
    { objects: [form(`${SECRET} ${AFTER}`, '0 0 400 350')] },
    '1 line outside the crop of a figure',
  ],
  ['in paper colour', `1 g ${SECRET} 0 g ${AFTER}`, {}, '1 line in the colour of the paper'],
  ['nearly so', `0.98 g ${SECRET} 0 g ${AFTER}`, {}, '1 line in the colour of the paper'],
  ['black on black', `50 390 200 20 re f ${SECRET} ${AFTER}`, {}, '1 line in the colour of the paper'],
  ['under a box', `${SECRET} 50 390 200 20 re f ${AFTER}`, {}, '1 line under something painted later'],
  ['under a white box', `${SECRET} 1 g 50 390 200 20 re f 0 g ${AFTER}`, {}, '1 line under something painted later'],
  [
    'under a polygon',
    `${SECRET} 1 g 50 390 m 260 388 l 262 415 l 52 416 l h f 0 g ${AFTER}`,
    {},
    '1 line under something painted later',
  ],
  [
    'under a rounded shape',
    `${SECRET} 0.8 g 50 390 m 250 390 l 270 390 270 420 250 420 c 50 420 l 30 420 30 390 50 390 c f 0 g ${AFTER}`,
    {},
    '1 line under something painted later',
  ],
  [
    'under a gradient',
    `${SECRET} q 50 390 200 30 re W n /S sh Q ${AFTER}`,
    { resources: gradient('/Extend [true true]') },
    '1 line under something painted later',
  ],
  [
    'under a gradient that ends beside it',
    `${SECRET} q 50 390 200 30 re W n /S sh Q ${AFTER}`,
    { resources: gradient() },
    '1 line under something painted later',
  ],
  [
    'under a box filled with a gradient',
    `${SECRET} /Pattern cs /P scn 50 390 200 30 re f 0 g ${AFTER}`,
    { resources: gradient('/Extend [true true]') },
    '1 line under something painted later',
  ],
  [
    'under a picture',
    `${SECRET} q 200 0 0 60 50 380 cm /X Do Q ${AFTER}`,
    { objects: [picture()] },
    '1 line under a figure',
  ],
  ['of no size', `${text(60, 400, 'Nobody sees this.', { size: 0 })} ${AFTER}`, {}, '1 line in type of no size'],
  ['without ink', `${text(60, 400, 'Nobody sees this.', { before: '3 Tr' })} 0 Tr ${AFTER}`, {}, '1 line without ink'],
  [
    'beyond the edge',
    `${text(60, 20, 'Nobody sees this.')} ${AFTER}`,
    { page: '/CropBox [0 50 400 600]' },
    '1 line beyond the edge of the page',
  ],
])('leaves out text %s, and says so', async (_, content, extras, what) => {
  const { rest, notes } = await readPaint(content, { resources: '/XObject << /X 7 0 R >>', ...extras })
  expect(rest).toBe(SEEN)
  expect(notes).toEqual(hidden(`${what} can't be seen and was not read.`))
})

it.each([
  ['white on a bar', `0.1 g 50 390 200 20 re f 1 g ${SECRET} 0 g ${AFTER}`, {}],
  ['white on a shape', `0.1 g 50 390 m 250 390 l 260 420 240 420 50 420 c f 1 g ${SECRET} 0 g ${AFTER}`, {}],
  ['white on a polygon', `0.1 g 40 385 m 300 380 l 302 425 l h 42 430 l f 1 g ${SECRET} 0 g ${AFTER}`, {}],
  ['beside a polygon', `${SECRET} 1 g 20 380 m 380 380 l 380 390 l h f 0 g ${AFTER}`, {}],
  ['beside a round shape', `${SECRET} 0.8 g 20 380 m 20 330 380 330 380 380 c f 0 g ${AFTER}`, {}],
  [
    'in the corner of a round picture',
    `${SECRET} q 330 300 m 330 420 250 520 30 520 c W n 330 0 0 240 20 280 cm /X Do Q ${AFTER}`,
    { objects: [picture()] },
  ],
  [
    'beyond the end of a gradient',
    `${SECRET} q 50 390 200 30 re W n /S sh Q ${AFTER}`,
    { resources: gradient('', 20) },
  ],
  [
    'under a gradient through a round clip of several parts',
    `${SECRET} q 50 500 m 80 500 80 520 50 520 c 300 200 m 330 200 330 220 300 220 c W n /S sh Q ${AFTER}`,
    { resources: gradient('/Extend [true true]') },
  ],
  [
    'coloured later, through no mask',
    `${SECRET} /G gs 1 1 0 rg 50 390 200 20 re f 0 g ${AFTER}`,
    { resources: '/ExtGState << /G << /BM /Multiply /SMask /None >> >>' },
  ],
  [
    'under a clear group that paints as if it were none',
    `${SECRET} /G gs /X Do ${AFTER}`,
    {
      resources: '/XObject << /X 7 0 R >> /ExtGState << /G << /ca 0.3 >> >>',
      objects: [
        '<< /Type /XObject /Subtype /Form /BBox [0 0 400 600] /Group << /S /Transparency >> /Resources << /ExtGState << /H << /ca 1 /BM /Normal >> >> >> /Length 35 >>\nstream\n/H gs 0.8 g 50 390 200 30 re f 0 g  \nendstream',
      ],
    },
  ],
  [
    'with a clear gradient over it',
    `${SECRET} q /G gs 50 390 200 30 re W n /S sh Q ${AFTER}`,
    { resources: `${gradient('/Extend [true true]')} /ExtGState << /G << /ca 0.3 >> >>` },
  ],
  ['with a dot of its colour below', `62 402 4 2 re f ${SECRET} ${AFTER}`, {}],
  ['white on a picture', `q 200 0 0 60 50 380 cm /X Do Q 1 g ${SECRET} 0 g ${AFTER}`, { objects: [picture()] }],
  [
    'highlighted later',
    `${SECRET} /G gs 1 1 0 rg 50 390 200 20 re f 0 g ${AFTER}`,
    { resources: '/ExtGState << /G << /BM /Multiply >> >>' },
  ],
  [
    'under a clear box',
    `${SECRET} /G gs 1 1 0 rg 50 390 200 20 re f 0 g ${AFTER}`,
    { resources: '/ExtGState << /G << /ca 0.3 >> >>' },
  ],
  [
    'under a picture that lets it through',
    `${SECRET} q 200 0 0 60 50 380 cm /X Do Q ${AFTER}`,
    { objects: [picture('/SMask 8 0 R'), picture()] },
  ],
  [
    'that a picture shines through',
    `q ${text(60, 400, 'Nobody sees this.', { before: '7 Tr' })} 200 0 0 60 50 380 cm /X Do Q 0 Tr ${AFTER}`,
    { objects: [picture()] },
  ],
  ['in a clip of its own', `q 58 398 100 11 re W n ${SECRET} Q ${AFTER}`, {}],
  ['outlined on white', `1 g ${text(60, 400, 'Nobody sees this.', { before: '2 Tr' })} 0 Tr 0 g ${AFTER}`, {}],
])('reads text %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(content, { resources: '/XObject << /X 7 0 R >>', ...extras })
  expect(rest).toBe(`Nobody sees this. ${SEEN}`)
  expect(notes).toEqual([])
})

const LAYERS = [
  '<< /Type /OCG /Name (On) >>',
  '<< /Type /OCG /Name (Off) >>',
  '<< /Type /OCMD /OCGs [7 0 R 8 0 R] /P /AllOn >>',
]
const OFF = '/OCProperties << /OCGs [7 0 R 8 0 R] /D << /OFF [8 0 R] >> >>'

it.each([
  ['marked', '8 0 R'],
  ['by membership', '9 0 R'],
])('leaves out a layer that is off: %s', async (_, group) => {
  const content = `/OC /L BDC /Span << >> BDC ${SECRET} EMC EMC /OC /On BDC ${AFTER} EMC`
  const resources = `/Properties << /L ${group} /On 7 0 R >>`
  const { rest, notes } = await readPaint(content, { resources, objects: LAYERS, catalog: OFF })
  expect(rest).toBe(SEEN)
  expect(notes).toEqual(hidden("1 line in a layer that is switched off can't be seen and was not read."))
})

it('leaves out a form whose layer is off', async () => {
  const objects = [...LAYERS, form(SECRET, '0 0 400 600', '/OC 8 0 R')]
  const { rest } = await readPaint(`/X Do ${AFTER}`, { resources: '/XObject << /X 10 0 R >>', objects, catalog: OFF })
  expect(rest).toBe(SEEN)
})
