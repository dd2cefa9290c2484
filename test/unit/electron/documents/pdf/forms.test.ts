import { describe, expect, it } from 'vitest'
import { readBytes } from '../help'
import { pdfOfForm } from '../pages'
import { readPaint } from '../painted'

const LABELS = [
  { x: 40, y: 540, text: 'Report of damage' },
  { x: 40, y: 500, text: 'Name' },
  { x: 40, y: 480, text: 'Born on' },
  { x: 60, y: 450, text: 'insured' },
  { x: 160, y: 450, text: 'not insured' },
  { x: 40, y: 420, text: 'What happened?' },
]

describe('what is filled in', () => {
  it('follows its label, ticks come before theirs', async () => {
    const { text, runs } = await readBytes(
      pdfOfForm(LABELS, [
        '/FT /Tx /V (4 May 1961) /Rect [120 476 240 494]',
        '/FT /Tx /V (Anna Quill) /Rect [120 496 240 514]',
        '/FT /Btn /V /On /AS /On /AP << /N << /On 5 0 R /Off 5 0 R >> >> /Rect [40 448 52 460]',
        '/FT /Btn /V /Off /AS /Off /AP << /N << /On 5 0 R /Off 5 0 R >> >> /Rect [140 448 152 460]',
        '/FT /Tx /Ff 4096 /V (The mast broke in the storm.\\nNobody was hurt.) /Rect [40 350 300 415]',
      ]),
    )
    expect(text.split('\n\n')).toEqual([
      'Report of damage',
      'Name Anna Quill',
      'Born on 4 May 1961',
      '[x] insured not insured',
      'What happened?',
      'The mast broke in the storm. Nobody was hurt.',
    ])
    const value = text.indexOf('Anna')
    const run = runs.find(({ start, end }) => start <= value && value < end)!
    expect(run.box).toMatchObject({ x: 120, y: 86, height: 18 })
  })

  it('is read from a typed note that the file gives no look, and from comments in rich text', async () => {
    const note =
      '<< /Type /Annot /Subtype /FreeText /F 4 /Rect [60 380 200 420] /DA (/F1 10 Tf) /Contents (The rent is due.) >>'
    const comment =
      '<< /Type /Annot /Subtype /Text /F 4 /Rect [300 400 318 418] /RC (<body xmlns="http://www.w3.org/1999/xhtml"><p>Not <b>yet</b>.</p></body>) >>'
    const rich = note
      .replace('60 380 200 420', '60 300 200 340')
      .replace('/Contents (', '/RC (<body xmlns="http://www.w3.org/1999/xhtml"><p>')
      .replace('due.)', 'due in <b>May</b>.</p></body>)')
    const { rest, notes } = await readPaint('', { annotations: '7 0 R 8 0 R 9 0 R', objects: [note, comment, rich] })
    expect(rest).toBe('The rent is due. The rent is due in May.')
    expect(notes).toEqual([{ page: 1, kind: 'comment', text: 'A comment says: "Not yet."' }])
  })

  it('is shown as a choice is, and not if it is hidden or secret', async () => {
    const { text } = await readBytes(
      pdfOfForm(LABELS.slice(0, 3), [
        '/FT /Ch /Ff 131072 /Opt [[(q) (Quill)] [(r) (Reed)]] /V (q) /Rect [120 496 240 514]',
        '/FT /Tx /Ff 8192 /V (secret) /Rect [120 476 240 494]',
        '/FT /Tx /F 2 /V (hidden) /Rect [250 476 300 494]',
      ]),
    )
    expect(text.replace(/\s+/g, ' ')).toBe('Report of damage Name Quill Born on')
  })
})
