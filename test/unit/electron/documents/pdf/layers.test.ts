import { expect, it } from 'vitest'
import { form, picture, readPaint, text } from '../painted'

const WORDS = 'Is this line seen?'
const LINE = text(60, 400, WORDS)
const REST = 'Everybody sees this.'
const AFTER = text(60, 300, REST)
const SEEN = `${WORDS} ${REST}`
const BOX = '50 390 200 20 re f'
const STRIKE = '0.6 w 60 403.3 m 140 403.3 l S'

/** 7 is on, 8 is off, 9 is `own`, 10 what a test adds. */
const groups = (own: string, added: string[] = [], config = '/OFF [8 0 R]', listed = '7 0 R 8 0 R') => ({
  resources: '/Properties << /On 7 0 R /Off 8 0 R /M 9 0 R >> /XObject << /X 10 0 R >>',
  objects: ['<< /Type /OCG /Name (On) >>', '<< /Type /OCG /Name (Off) >>', own, ...added],
  catalog: `/OCProperties << /OCGs [${listed}] /D << ${config} >> >>`,
})
const member = (entries: string) => groups(`<< /Type /OCMD ${entries} >>`)
const NONE = groups('<< >>')
const BOTH = '/OCGs [7 0 R 8 0 R]'
const inLayer = (name: string, content: string) => `/OC /${name} BDC ${content} EMC`
const VIEW_OFF = '<< /Type /OCG /Name (A) /Usage << /View << /ViewState /OFF >> /Print << /PrintState /ON >> >> >>'
const PRINT_OFF = '<< /Type /OCG /Name (A) /Usage << /View << /ViewState /ON >> /Print << /PrintState /OFF >> >> >>'
const WHOLE = '0 0 400 600'
const STAMP = '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [60 395 300 415] /AP << /N 10 0 R >>'

it.each([
  ['in one that is off', inLayer('Off', LINE), NONE],
  ['in one that is on, in one that is off', inLayer('Off', inLayer('On', LINE)), NONE],
  ['in one that is off, in one that is on', inLayer('On', inLayer('Off', LINE)), NONE],
  ['marked otherwise in one that is off', inLayer('Off', `/P << /MCID 0 >> BDC ${LINE} EMC`), NONE],
  ['that is to be on with all of its groups', inLayer('M', LINE), member(`${BOTH} /P /AllOn`)],
  ['that is to be on without its groups', inLayer('M', LINE), member(`${BOTH} /P /AllOff`)],
  ['that is to be on without its one group', inLayer('M', LINE), member('/OCGs 7 0 R /P /AnyOff')],
  ['of a group that is off, said without a list', inLayer('M', LINE), member('/OCGs 8 0 R')],
  ['by an expression: and', inLayer('M', LINE), member('/VE [/And 7 0 R 8 0 R]')],
  ['by an expression: not', inLayer('M', LINE), member('/VE [/Not 7 0 R]')],
  ['by an expression in an expression', inLayer('M', LINE), member('/VE [/And 7 0 R [/Not [/Or 7 0 R 8 0 R]]]')],
  ['by an expression, whatever its groups say', inLayer('M', LINE), member('/OCGs [7 0 R] /VE [/Or 8 0 R]')],
  ['where all are off but those named', inLayer('Off', LINE), groups('<< >>', [], '/BaseState /OFF /ON [7 0 R]')],
  ['of a form', '/X Do', groups('<< >>', [form(LINE, WHOLE, '/OC 8 0 R')])],
  [
    'of a form, by an expression',
    '/X Do',
    groups('<< /Type /OCMD /VE [/Not 7 0 R] >>', [form(LINE, WHOLE, '/OC 9 0 R')]),
  ],
  [
    'that no screen shows',
    inLayer('M', LINE),
    groups(VIEW_OFF, [], '/OFF [8 0 R] /AS [<< /Event /View /Category [/View] /OCGs [9 0 R] >>]', '7 0 R 8 0 R 9 0 R'),
  ],
  [
    'of a form in a form',
    '/X Do',
    groups('<< >>', [
      form('/Y Do', WHOLE, '/OC 8 0 R').replace('/Font', '/XObject << /Y 11 0 R >> /Font'),
      form(LINE, WHOLE),
    ]),
  ],
])('leaves out text of a layer %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`${content} ${AFTER}`, extras)
  expect(rest).toBe(REST)
  expect(notes).toMatchObject([{ kind: 'hidden' }])
})

it.each([
  ['in one that is on', inLayer('On', LINE), NONE],
  ['behind one that is off', `${inLayer('Off', '')} ${LINE}`, NONE],
  ['that any of its groups shows', inLayer('M', LINE), member(BOTH)],
  ['that any group that is off shows', inLayer('M', LINE), member(`${BOTH} /P /AnyOff`)],
  ['that is to be on without its one group', inLayer('M', LINE), member('/OCGs [8 0 R] /P /AllOff')],
  ['by an expression: or', inLayer('M', LINE), member('/VE [/Or 8 0 R 7 0 R]')],
  ['by an expression: not', inLayer('M', LINE), member('/VE [/Not 8 0 R]')],
  ['by an expression in an expression', inLayer('M', LINE), member('/VE [/And 7 0 R [/Not 8 0 R]]')],
  ['where all are off but this', inLayer('On', LINE), groups('<< >>', [], '/BaseState /OFF /ON [7 0 R]')],
  ['that the file does not list', inLayer('M', LINE), groups('<< /Type /OCG /Name (Odd) >>')],
  ['of no groups', inLayer('M', LINE), member('')],
  [
    'that only paper lacks',
    inLayer('M', LINE),
    groups(
      PRINT_OFF,
      [],
      '/OFF [8 0 R] /AS [<< /Event /Print /Category [/Print] /OCGs [9 0 R] >>]',
      '7 0 R 8 0 R 9 0 R',
    ),
  ],
  ['under a box in one that is off', `${LINE} ${inLayer('Off', BOX)}`, NONE],
  [
    'under a picture in one that is off',
    `${LINE} q 200 0 0 60 50 380 cm /X Do Q`,
    groups('<< >>', [picture('/OC 8 0 R')]),
  ],
  ['through which a stroke goes in one that is off', `${LINE} ${inLayer('Off', STRIKE)}`, NONE],
  ['in white on a bar that is on', `${inLayer('On', BOX)} 1 g ${LINE} 0 g`, NONE],
  ['of a form in one that is on', '/X Do', groups('<< >>', [form(LINE, WHOLE, '/OC 7 0 R')])],
])('reads text of a layer %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`${content} ${AFTER}`, extras)
  expect(rest).toBe(SEEN)
  expect(notes).toEqual([])
})

it('leaves out white text whose dark bar is in a layer that is off', async () => {
  const { rest } = await readPaint(`${inLayer('Off', BOX)} 1 g ${LINE} 0 g ${AFTER}`, NONE)
  expect(rest).toBe(REST)
})

it.each([
  ['off', '8 0 R', REST],
  ['on', '7 0 R', SEEN],
])('reads a stamp by its layer: %s', async (_, group, read) => {
  const objects = [form(text(2, 5, WORDS), '0 0 240 20'), `${STAMP} /OC ${group} >>`]
  const { rest } = await readPaint(AFTER, { ...groups('<< >>', objects), annotations: '11 0 R' })
  expect(rest).toBe(read)
})
