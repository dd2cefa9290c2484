import { describe, expect, it } from 'vitest'
import { failure, readBytes } from '../help'
import { type Placed, pdfOfAttached } from '../pages'
import { pdfOfPaint, text } from '../painted'

const COVER: Placed[] = [{ x: 40, y: 540, text: 'To see the files in this portfolio, open it in a newer reader.' }]
const LETTER: Placed[] = Array.from({ length: 30 }, (_, i) => {
  return { x: 40, y: 570 - 14 * i, text: `The keeper of light ${i} saw the boats come in.`, size: 11 }
})

describe('attached files', () => {
  it('are named beside the text, those pinned to a page too', async () => {
    const { text, notes } = await readBytes(pdfOfAttached(LETTER, ['factur-x.xml']))
    expect(text).toMatch(/^The keeper of light 0/)
    expect(notes).toEqual([{ page: 1, kind: 'attached', text: 'An attached file was not read: factur-x.xml.' }])
    const pinned = await readBytes(pdfOfAttached(LETTER, ['lease.txt', 'plan.pdf'], { pinned: 1 }))
    expect(pinned.notes.map((note) => note.text)).toEqual(['Attached files were not read: lease.txt, plan.pdf.'])
  })

  it('that are many are counted', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `plan${i}.pdf`)
    const [note] = (await readBytes(pdfOfAttached(LETTER, names))).notes
    expect(note!.text).toBe(
      'Attached files were not read: plan0.pdf, plan1.pdf, plan2.pdf, plan3.pdf, plan4.pdf and 4 more.',
    )
  })

  it('are named where only the document or a page says that they belong to it', async () => {
    const spec = (name: string) => `<< /Type /Filespec /UF ${name} /EF << /F 9 0 R >> /AFRelationship /Source >>`
    const objects = [spec('(invoice.xml)'), spec('<FEFF00FC002E006300730076>')]
    const bytes = pdfOfPaint(text(40, 500, 'The invoice of May.'), {
      objects,
      catalog: '/AF [7 0 R]',
      page: '/AF 8 0 R',
    })
    const { notes } = await readBytes(bytes)
    expect(notes.map((note) => note.text)).toEqual(['Attached files were not read: invoice.xml, ü.csv.'])
  })

  it('leave no note where there are none', async () => {
    expect((await readBytes(pdfOfAttached(LETTER, []))).notes).toEqual([])
  })
})

describe('a portfolio', () => {
  it('is refused as such if its page is a cover, or blank', async () => {
    for (const cover of [COVER, []]) {
      const error = await failure(readBytes(pdfOfAttached(cover, ['lease.txt', 'plan.pdf'], { portfolio: true })))
      expect(error.code).toBe('unsupported')
      expect(error.message).toBe(
        '"made.pdf" is a PDF portfolio, only a cover for 2 attached files (lease.txt, plan.pdf): save them in a PDF viewer, and open these files here.',
      )
    }
  })

  it('is read if its pages are a document, or if it holds no files', async () => {
    const { text, notes } = await readBytes(pdfOfAttached(LETTER, ['plan.pdf'], { portfolio: true }))
    expect(text).toContain('light 29')
    expect(notes).toHaveLength(1)
    expect((await readBytes(pdfOfAttached(COVER, [], { portfolio: true }))).text).toContain('newer reader')
  })

  it('is not every short page with a file attached', async () => {
    const { text, notes } = await readBytes(pdfOfAttached(COVER, ['plan.pdf']))
    expect(text).toContain('To see the files')
    expect(notes).toHaveLength(1)
  })
})
