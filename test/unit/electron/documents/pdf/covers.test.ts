import { expect, it } from 'vitest'
import { form, picture, readPaint, text, widthOf } from '../painted'

const WORDS = 'Is this line seen?'
const LINE = text(60, 400, WORDS)
const REST = 'Everybody sees this.'
const AFTER = text(60, 300, REST)
const SEEN = `${WORDS} ${REST}`
const BOX = '50 390 200 20 re f'
const FRAME = 'q 200 0 0 20 50 390 cm /X Do Q'
const GROUP = '/Group << /S /Transparency >>'
const WHOLE = '0 0 400 600'
const drawn = (object: string, ...more: string[]) => ({
  resources:
    '/XObject << /X 7 0 R >> /ExtGState << /Half << /ca 0.5 >> /Mult << /BM /Multiply >> /Full << /ca 1 /BM /Normal >> >>',
  objects: [object, ...more],
})
const stencil = (bits: string) =>
  `<< /Type /XObject /Subtype /Image /Width 8 /Height 1 /ImageMask true /BitsPerComponent 1 /Filter /ASCIIHexDecode /Length 3 >>\nstream\n${bits}>\nendstream`
/** Sixteen rows of sixteen dots: those of `inked` have ink, at their ends alone if `frame`. */
const rows = (inked: (row: number) => boolean, frame = false) =>
  stencil(Array.from({ length: 16 }, (_, row) => (inked(row) ? '0000' : frame ? '7FFE' : 'FFFF')).join(''))
    .replace('/Width 8 /Height 1', '/Width 16 /Height 16')
    .replace('/Length 3', '/Length 65')
const AT = '/F 4 /Rect [50 390 250 410]'
const note = (subtype: string, more = '', look = `1 g ${BOX}`) => ({
  annotations: '7 0 R',
  objects: [`<< /Type /Annot /Subtype /${subtype} ${AT} ${more} /AP << /N 8 0 R >> >>`, form(look, '50 390 250 410')],
})

it.each([
  ['a picture', FRAME, drawn(picture())],
  ['a picture that is upside down', 'q -200 0 0 -20 250 410 cm /X Do Q', drawn(picture())],
  [
    'a picture in a form',
    '/X Do',
    drawn(form(FRAME.replace('/X', '/Y'), WHOLE).replace('/Font', '/XObject << /Y 8 0 R >> /Font'), picture()),
  ],
  ['a picture in the drawing itself', 'q 200 0 0 20 50 390 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q', {}],
  ['two pictures side by side', 'q 100 0 0 20 50 390 cm /X Do Q q 100 0 0 20 150 390 cm /X Do Q', drawn(picture())],
  ['a stencil full of ink', FRAME, drawn(stencil('00'))],
  ['a bar in a stencil', FRAME, drawn(rows((row) => row > 1 && row < 14))],
  ['a stencil in the drawing itself', `q 200 0 0 20 50 390 cm BI /W 8 /H 1 /IM true /BPC 1 ID \x00 EI Q`, {}],
  ['a box in a form', '/X Do', drawn(form(`1 g ${BOX}`, WHOLE))],
  ['a box in a group', '/X Do', drawn(form(`1 g ${BOX}`, WHOLE, GROUP))],
  ['a box that is said not to be clear', `/Full gs 1 g ${BOX}`, drawn('<< >>')],
  ['a box with a border', '1 g 50 390 200 20 re B', {}],
  ['a closed path', '1 g 50 390 m 250 390 l 250 410 l 50 410 l b', {}],
  ['a box of another colour', `0.9 0.2 0.1 rg ${BOX}`, {}],
  ['a box drawn from its upper right', '1 g 250 410 -200 -20 re f', {}],
  ['a box in a turned frame', 'q 0 1 -1 0 250 390 cm 1 g 0 0 20 200 re f Q', {}],
  ['two boxes, one above the other', '1 g 50 390 200 13 re f 50 402 200 10 re f', {}],
  [
    'many boxes in one path',
    `1 g ${Array.from({ length: 10 }, (_, i) => `${50 + 20 * i} 390 20.5 20 re`).join(' ')} f`,
    {},
  ],
  ['a note with a ground', '', note('Square')],
  ['a stamp with a ground', '', note('Stamp')],
  ['the look of a note for redaction', '', note('Redact', '', `0 g ${BOX}`)],
  [
    'a picture that a note shows',
    '',
    {
      annotations: '7 0 R',
      objects: [
        `<< /Type /Annot /Subtype /Stamp ${AT} /AP << /N 8 0 R >> >>`,
        form('q 200 0 0 20 50 390 cm /Y Do Q', '50 390 250 410').replace('/Font', '/XObject << /Y 9 0 R >> /Font'),
        picture(),
      ],
    },
  ],
])('leaves out text under %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`${LINE} q ${content} Q ${AFTER}`, extras)
  expect(rest).toBe(REST)
  expect(notes).toMatchObject([
    { kind: 'hidden', text: expect.stringMatching(/under (?:a figure|something painted later)/) },
  ])
})

it.each([
  ['a clear box in a group', '/Half gs /X Do', drawn(form(`0.5 g ${BOX}`, WHOLE, GROUP))],
  ['a highlight that multiplies', `/Mult gs 1 1 0 rg ${BOX}`, drawn('<< >>')],
  ['a frame', '0 G 1 w 50 390 200 20 re S', {}],
  ['a box beside it', '1 g 50 420 200 20 re f', {}],
  ['a box that a clip cuts off', `q 0 0 400 380 re W n 1 g ${BOX} Q`, {}],
  ['a form whose box cuts it off', '/X Do', drawn(form(`1 g ${BOX}`, '0 0 400 380'))],
  ['a picture with clear dots', FRAME, drawn(picture('/Mask [97 98]'))],
  ['a picture with a mask', FRAME, drawn(picture('/Mask 8 0 R'), stencil('FF'))],
  ['a stencil without ink', FRAME, drawn(stencil('FF'))],
  ['a frame in a stencil', FRAME, drawn(rows((row) => row === 0 || row === 15, true))],
  ['a line in a stencil', FRAME, drawn(rows((row) => row === 4))],
  ['a stencil that is clear', `/Half gs ${FRAME}`, drawn(stencil('00'))],
  ['a note that is hidden', '', note('Square', '/F 2')],
  ['a note that no screen shows', '', note('Square', '/F 32')],
  ['a note that only marks', '', note('Highlight', '', '1 1 0 RG 50 391 m 250 391 l S')],
  ['a note for redaction that is not done yet', '', note('Redact', '', '1 0 0 RG 50 390 200 20 re S')],
  [
    'a link',
    '',
    {
      annotations: '7 0 R',
      objects: [`<< /Type /Annot /Subtype /Link ${AT} /Border [0 0 2] /A << /S /URI /URI (http://a.b) >> >>`],
    },
  ],
  [
    'a comment whose window is closed',
    '',
    { annotations: '7 0 R', objects: [`<< /Type /Annot /Subtype /Popup ${AT} /Open false >>`] },
  ],
  [
    'a hatching',
    `0 G 0.4 w ${Array.from({ length: 20 }, (_, i) => `${50 + 10 * i} 390 m ${60 + 10 * i} 410 l S`).join(' ')}`,
    {},
  ],
])('reads text under %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`${LINE} q ${content} Q ${AFTER}`, extras)
  expect(rest).toBe(SEEN)
  expect(notes.filter(({ kind }) => kind !== 'comment')).toEqual([])
})

it.each([
  ['the first words', 55, widthOf('s this ') + 5, 'line seen? Everybody sees this.'],
  ['the last words', 60 + widthOf('s this ') + 1.8, 150, 'Is this Everybody sees this.'],
])('reads what a box leaves free: it covers %s', async (_, left, width, read) => {
  expect((await readPaint(`${LINE} 1 g ${left} 390 ${width} 20 re f 0 g ${AFTER}`)).rest).toBe(read)
})

it('reads what was written anew over what is covered', async () => {
  const { rest } = await readPaint(`${LINE} 1 g ${BOX} 0 g ${text(60, 400, 'This is new.')} ${AFTER}`)
  expect(rest).toBe(`This is new. ${REST}`)
  const same = await readPaint(`${LINE} 1 g ${BOX} 0 g ${LINE} ${AFTER}`)
  expect(same.rest).toBe(SEEN)
  expect(same.notes).toEqual([])
})

it('counts what is left out by what hides it', async () => {
  const lines = [420, 400, 380].map((y) => text(60, y, WORDS)).join(' ')
  const { notes } = await readPaint(`${lines} 1 g 50 370 200 60 re f 1 g ${text(60, 350, WORDS)} 0 g ${AFTER}`)
  expect(notes.map((one) => one.text)).toEqual([
    "3 lines under something painted later can't be seen and were not read.",
    "1 line in the colour of the paper can't be seen and was not read.",
  ])
})
