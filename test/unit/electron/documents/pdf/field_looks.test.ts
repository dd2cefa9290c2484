import { expect, it } from 'vitest'
import { form, readPaint, text } from '../painted'

/** A labelled field that is drawn as `look` says, with more of it in its dictionary and in that of the form. */
const field = (look: string, more: string, ofForm = '') => ({
  catalog: `/AcroForm << /Fields [8 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 10 Tf 0 g) ${ofForm} >>`,
  annotations: '8 0 R',
  objects: [
    form(`/Tx BMC ${text(2, 18, look)} EMC`, '0 0 160 32'),
    `<< /Type /Annot /Subtype /Widget /T (n) /F 4 /FT /Tx /Rect [120 382 280 414] /AP << /N 7 0 R >> ${more} >>`,
  ],
})
const read = (look: string, more: string, ofForm?: string) =>
  readPaint(text(60, 400, 'Tenant:'), field(look, more, ofForm))

it.each([
  ['what a field holds nothing of', 'Anna Berg', '', 'Tenant: Anna Berg'],
  ['what it holds, too', 'Anna Berg', '/V (Anna Berg)', 'Tenant: Anna Berg'],
  ['a number as it is set', '1,250.00', '/V (1250)', 'Tenant: 1,250.00'],
  ['letters in boxes of their own', 'A B 1 2', '/V (AB12)', 'Tenant: AB12'],
  ['a part of what it holds', 'Anna Berg, Quay', '/V (Anna Berg, Quay Street 4)', 'Tenant: Anna Berg, Quay Street 4'],
  ['nothing of what it holds', ' ', '/V (Anna Berg)', 'Tenant: Anna Berg'],
  [
    'what is chosen',
    'Anna Berg',
    '/FT /Ch /Ff 131072 /Opt [[(1) (Anna Berg)] [(2) (Otto Ring)]] /V (1)',
    'Tenant: Anna Berg',
  ],
  ['all that can be chosen', 'Anna Berg', '/FT /Ch /Opt [(Anna Berg) (Otto Ring)]', 'Tenant:'],
  ['what is secret', 'Anna Berg', '/Ff 8192', 'Tenant:'],
  ['what is hidden', 'Anna Berg', '/F 2', 'Tenant:'],
])('reads fields that show %s', async (_, look, more, said) => {
  const { rest, notes } = await read(look, more)
  expect(rest).toBe(said)
  expect(notes).toEqual([])
})

it.each(['', '/Ff 1'])('reads what a field shows where it holds something else, and says so (%s)', async (more) => {
  const { rest, notes } = await read('Anna Berg', `/V (Otto Ring) ${more}`)
  expect(rest).toBe('Tenant: Anna Berg')
  expect(notes).toMatchObject([
    { kind: 'hidden', text: expect.stringContaining('holds "Otto Ring" and shows "Anna Berg"') },
  ])
})

it('reads what a field holds where the file asks for it to be drawn anew', async () => {
  const { rest, notes } = await read('Anna Berg', '/V (Otto Ring)', '/NeedAppearances true')
  expect(rest).toBe('Tenant: Otto Ring')
  expect(notes).toEqual([])
})

it('reads fields that no form of the file knows', async () => {
  const { catalog: _, ...loose } = field('Anna Berg', '/V (Anna Berg)')
  expect((await readPaint(text(60, 400, 'Tenant:'), loose)).rest).toBe('Tenant: Anna Berg')
})
