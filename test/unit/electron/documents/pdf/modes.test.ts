import { expect, it } from 'vitest'
import { form, picture, readPaint, text } from '../painted'

const WORDS = 'Is this line seen?'
const AFTER = text(60, 300, 'Everybody sees this.')
const SEEN = `${WORDS} Everybody sees this.`
const REST = 'Everybody sees this.'
const line = (before: string, size = 10) => text(60, 400, WORDS, { before, size })
const matrix = (numbers: string, size = '1', words = WORDS) => `BT /F1 ${size} Tf ${numbers} Tm (${words}) Tj ET`
const state = (entries: string) => ({ resources: `/ExtGState << /G << ${entries} >> >>` })
const withPicture = { resources: '/XObject << /X 7 0 R >>', objects: [picture()] }
const PICTURE = 'q 200 0 0 60 50 380 cm /X Do Q'
const BOX = '50 390 200 20 re f'

it.each([
  ['without ink', line('3 Tr'), {}],
  ['without ink, twice, as the mode outlives its text', `${line('3 Tr')} ${text(60, 380, 'Nor is this.')}`, {}],
  ['that only clips, until its clip is left', `q ${line('7 Tr')} Q 0.5 g ${BOX}`, {}],
  ['that only clips white', `${line('7 Tr')} 1 g ${BOX}`, {}],
  ['beside letters that clip', `${text(60, 450, 'HARBOUR', { before: '7 Tr' })} 0 Tr ${line('')}`, {}],
  [
    'beside letters that are drawn and clip',
    `${text(60, 450, 'i', { before: '4 Tr', size: 0.5 })} 0 Tr ${line('')}`,
    {},
  ],
  ['outlined in white', `1 G ${line('1 Tr')}`, {}],
  ['filled with white, whatever would outline it', `1 g 0 G ${line('0 Tr')}`, {}],
  ['filled and outlined in white', `1 g 1 G ${line('2 Tr')}`, {}],
  ['clear', `/G gs ${line('')}`, state('/ca 0')],
  ['outlined clearly', `/G gs ${line('1 Tr')}`, state('/CA 0')],
  [
    'in a clear group',
    '/G gs /X Do',
    {
      resources: '/ExtGState << /G << /ca 0 >> >> /XObject << /X 7 0 R >>',
      objects: [form(line(''), '0 0 400 600', '/Group << /S /Transparency >>')],
    },
  ],
  ['of size 0', line('', 0), {}],
  ['in a frame without width', matrix('0 0 0 10 60 400'), {}],
  ['in a frame without height', matrix('10 0 0 0 60 400'), {}],
  ['in a frame without either', matrix('0 0 0 0 60 400', '10'), {}],
  ['smaller than a dot', `0.01 0 0 0.01 60 400 cm ${text(0, 0, WORDS, { size: 40 })}`, {}],
  ['of half a point', line('', 0.5), {}],
])('leaves out text %s', async (_, content, extras) => {
  const { rest, notes } = await readPaint(`q ${content} Q 0 Tr 0 g ${AFTER}`, extras)
  expect(rest).toBe(REST)
  expect(new Set(notes.map(({ kind }) => kind))).toEqual(new Set(['hidden']))
})

it.each([
  ['filled, a clip for nothing', line('4 Tr'), {}],
  ['outlined, a clip for nothing', line('5 Tr'), {}],
  ['filled and outlined, a clip for nothing', line('6 Tr'), {}],
  ['filled, and with a picture inside', `${line('4 Tr')} ${PICTURE}`, withPicture],
  ['outlined, and with a box inside', `${line('5 Tr')} 0.4 g ${BOX}`, {}],
  ['that clips a picture', `${line('7 Tr')} ${PICTURE}`, withPicture],
  ['that clips white on a dark bar', `0 g ${BOX} ${line('7 Tr')} 1 g ${BOX}`, {}],
  ['that clips other letters', `${line('7 Tr')} 0 Tr ${text(55, 398, 'wwwwwwwwwwwwwwwwwwwwwwwwww', { size: 14 })}`, {}],
  ['that clips lines', `${line('7 Tr')} 1 w ${[392, 398, 404].map((y) => `50 ${y} m 250 ${y} l S`).join(' ')}`, {}],
  ['that clips one of several boxes', `${line('7 Tr')} 1 g 20 20 20 20 re f 0.3 g ${BOX}`, {}],
  ['outlined in black, with white inside', `1 g ${line('2 Tr')}`, {}],
  ['outlined, whatever would fill it', `1 g 0 G ${line('1 Tr')}`, {}],
  ['outlined with the thinnest line', `0 w ${line('1 Tr')}`, {}],
  ['outlined, with clear inside', `/G gs ${line('2 Tr')}`, state('/ca 0')],
  ['in light grey', `0.85 g ${line('')}`, {}],
  ['mostly clear, but black', `/G gs ${line('')}`, state('/ca 0.15')],
  [
    'behind letters that clip nothing else',
    `q ${text(60, 450, 'x', { before: '7 Tr', size: 1 })} Q 0 Tr ${line('')}`,
    {},
  ],
  ['set without ink inside q and Q before it', `q 3 Tr Q ${line('')}`, {}],
  [
    'after a form without ink',
    `/X Do ${line('')}`,
    { resources: '/XObject << /X 7 0 R >>', objects: [form('3 Tr 1 g', '0 0 400 600')] },
  ],
  ['of size 1 in a frame of 10', matrix('10 0 0 10 60 400'), {}],
  ['of size 200 in a small frame', `0.05 0 0 0.05 60 400 cm ${text(0, 0, WORDS, { size: 200 })}`, {}],
  ['of negative size in a turned frame', matrix('-1 0 0 -1 60 400', '-10'), {}],
  ['of negative size in a frame that is turned upside down', `1 0 0 -1 0 800 cm ${matrix('10 0 0 -10 60 400')}`, {}],
  ['behind a string of size 0', `BT /F1 0 Tf 60 400 Td (x) Tj ET ${line('')}`, {}],
  ['half as wide', line('50 Tz'), {}],
  ['twice as wide', line('200 Tz'), {}],
  ['raised', line('4 Ts'), {}],
  ['in a slanted frame', matrix('10 0 3 10 60 400'), {}],
  ['with a size that a state sets', `BT /G gs 60 400 Td (${WORDS}) Tj ET`, state('/Font [5 0 R 10]')],
  ['of four points', line('', 4), {}],
])('reads text %s', async (_, content, extras) => {
  const { rest } = await readPaint(`q ${content} Q 0 Tr 100 Tz 0 Ts 0 g ${AFTER}`, extras)
  expect(rest).toBe(SEEN)
})
