import { describe, expect, it } from 'vitest'
import { readBytes } from '../help'
import { pdfOfForm } from '../pages'
import { form, readPaint, text } from '../painted'

const LABEL = 'Name of tenant'
const PAGE = [{ x: 40, y: 500, text: LABEL }]
const RECT = '/Rect [140 496 300 514]'
const flat = async (fields: string[], page = PAGE) =>
  (await readBytes(pdfOfForm(page, fields))).text.replace(/\s+/g, ' ')
const LOOKS = '/AP << /N << /On 5 0 R /Off 5 0 R >> >>'
const BOX = '/Rect [20 498 32 510]'

describe('a field', () => {
  it.each([
    ['of text', `/FT /Tx /V (Anna Quill) ${RECT}`, `${LABEL} Anna Quill`],
    ['of text in UTF-16', `/FT /Tx /V <FEFF00C500730061> ${RECT}`, `${LABEL} Åsa`],
    ['of text that can’t be changed', `/FT /Tx /Ff 1 /V (Anna) ${RECT}`, `${LABEL} Anna`],
    ['of text in a comb', `/FT /Tx /Ff 16777216 /MaxLen 8 /V (12345678) ${RECT}`, `${LABEL} 12345678`],
    ['of several lines', `/FT /Tx /Ff 4096 /V (Anna\\nQuill) ${RECT}`, `${LABEL} Anna Quill`],
    ['that is empty', `/FT /Tx /V () ${RECT}`, LABEL],
    ['for a password', `/FT /Tx /Ff 8192 /V (secret) ${RECT}`, LABEL],
    ['that is hidden', `/FT /Tx /F 2 /V (secret) ${RECT}`, LABEL],
    ['that no screen shows', `/FT /Tx /F 32 /V (secret) ${RECT}`, LABEL],
    ['of no size', '/FT /Tx /V (secret) /Rect [140 500 140 500]', LABEL],
    ['to choose from', `/FT /Ch /Ff 131072 /Opt [(Reed) (Quill)] /V (Quill) ${RECT}`, `${LABEL} Quill`],
    ['to choose from, by other words', `/FT /Ch /Opt [[(1) (Reed)] [(2) (Quill)]] /V (2) ${RECT}`, `${LABEL} Quill`],
    [
      'to choose several from',
      `/FT /Ch /Ff 2097152 /Opt [(Reed) (Quill) (Sand)] /V [(Reed) (Sand)] ${RECT}`,
      `${LABEL} Reed, Sand`,
    ],
    ['that is ticked', `/FT /Btn /V /On /AS /On ${LOOKS} ${BOX}`, `[x] ${LABEL}`],
    ['that is not ticked', `/FT /Btn /V /Off /AS /Off ${LOOKS} ${BOX}`, LABEL],
    ['of buttons, one of which is pressed', `/FT /Btn /Ff 32768 /V /On /AS /On ${LOOKS} ${BOX}`, `[x] ${LABEL}`],
    ['that sends the form', `/FT /Btn /Ff 65536 /MK << /CA (Send) >> ${RECT}`, LABEL],
    ['for a signature nobody made', `/FT /Sig ${RECT}`, LABEL],
  ])('%s is read', async (_, field, read) => {
    expect(await flat([field])).toBe(read)
  })
})

describe('a note on the page', () => {
  const WORDS = 'Paid in May.'
  const look = form(text(2, 5, WORDS), '0 0 200 20')
  const note = (subtype: string, more = '') => ({
    annotations: '7 0 R',
    objects: [`<< /Type /Annot /Subtype /${subtype} /Rect [60 395 260 415] ${more} /AP << /N 8 0 R >> >>`, look],
  })
  it.each([
    ['typed on', note('FreeText', '/F 4 /Contents (Paid in May.) /DA (/F1 10 Tf)'), WORDS],
    ['stamped', note('Stamp', '/F 4 /Name /Draft'), WORDS],
    ['stamped, for the screen only', note('Stamp', '/F 0'), WORDS],
    ['with a mark of its own program', note('Custom', '/F 4'), WORDS],
    ['hidden', note('Stamp', '/F 2'), ''],
    ['that no screen shows', note('Stamp', '/F 36'), ''],
    ['invisible where it is not known', note('Stamp', '/F 1'), WORDS],
  ])('%s is read as it is shown', async (_, extras, read) => {
    expect((await readPaint('', extras)).rest).toBe(read)
  })

  it('is as large as its place makes it', async () => {
    const small = {
      ...note('Stamp', '/F 4'),
      objects: [note('Stamp', '/F 4').objects[0]!, form(text(20, 50, WORDS, { size: 100 }), '0 0 2000 200')],
    }
    expect((await readPaint('', small)).rest).toBe(WORDS)
    const dot = { ...small, objects: [small.objects[0]!.replace('260 415', '62 395.2'), small.objects[1]!] }
    expect((await readPaint('', dot)).rest).toBe('')
  })

  it('is told of where it is a comment, and no part of the text', async () => {
    const comments = ['Text', 'Highlight', 'Underline', 'Square', 'Caret', 'Ink', 'Line'].map(
      (subtype) =>
        `<< /Type /Annot /Subtype /${subtype} /F 4 /Rect [60 395 70 405] /T (Olav) /Contents (Not ${subtype} yet.) >>`,
    )
    const { rest, notes } = await readPaint('', {
      annotations: comments.map((_, i) => `${7 + i} 0 R`).join(' '),
      objects: comments,
    })
    expect(rest).toBe('')
    expect(notes).toHaveLength(comments.length)
    expect(notes[0]).toEqual({ page: 1, kind: 'comment', text: 'A comment says: "Not Text yet."' })
    expect(notes.every((one) => !one.text.includes('Olav'))).toBe(true)
  })
})
