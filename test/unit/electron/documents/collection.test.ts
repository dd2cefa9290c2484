import { describe, expect, it } from 'vitest'
import { collect, collectionName } from '../../../../electron/documents/collection'
import { readMarkdown } from '../../../../electron/documents/markup/markdown'
import { readText } from '../../../../electron/documents/text/text'
import { memberAt, memberText, pagesName, placeIn, placeText } from '../../../../electron/shared/document/members'
import { SourceDocumentSchema } from '../../../../electron/shared/ipc/document_data'
import { namedPlace, placeShort } from '../../../../electron/shared/shown/page_names'
import { fakeDocument } from '../cli/fakes'

const lease = readText('The rent is 240 euros. It is paid monthly.', 'lease.txt')
const pier = fakeDocument()

describe('a collection', () => {
  const all = collect([
    { source: lease },
    { source: pier, id: '3d07bd0a-cde8-40bf-ad06-5ba742daa5c0' },
    { source: lease },
  ])

  it('holds every text to the letter, with its places moved', () => {
    expect(SourceDocumentSchema.parse(all)).toEqual(all)
    expect(all.members!.map((member) => memberText(all, member))).toEqual([lease.text, pier.text, lease.text])
    const words = (one: { start: number; end: number }) => all.text.slice(one.start, one.end)
    expect(all.sentences.map(words)).toEqual([
      'The rent is 240 euros.',
      'It is paid monthly.',
      'The pier is old.',
      'It will be renewed in 2027.',
      'The rent is 240 euros.',
      'It is paid monthly.',
    ])
    expect(all.sentences.map(({ page }) => page)).toEqual([1, 1, 2, 4, 5, 5])
    expect(all.pages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
    expect(all.pages[2]).toMatchObject({ imageOnly: true, start: all.pages[1]!.end })
  })

  it('names places by file and that file’s own page', () => {
    expect(all.members!.map(({ file, firstPage, pages }) => [file, firstPage, pages])).toEqual([
      ['lease.txt', 1, 1],
      ['pier.pdf', 2, 3],
      ['lease.txt (2)', 5, 1],
    ])
    expect(placeIn(all, 4)).toEqual({ file: 'pier.pdf', page: 3 })
    expect(placeIn(lease, 1)).toEqual({ page: 1 })
    expect(placeText(all, 5)).toBe('lease.txt (2) p. 1')
    expect(placeShort(all, 4)).toBe('pier.pdf p. 3')
    expect(namedPlace(all, 4)).toBe('page 3 of pier.pdf')
    expect(namedPlace(pier, 3)).toBe('page 3')
    expect(pagesName(all, 2, 4)).toBe('pier.pdf, pages 1-3')
    expect(memberAt(all, all.sentences[3]!.start)!.file).toBe('pier.pdf')
  })

  it('is called by its first documents', () => {
    expect(all.file).toBe('lease.txt, pier.pdf and 1 more')
    expect(collectionName(['a', 'b'])).toBe('a and b')
  })

  it('keeps headings, and sections as they are cited', () => {
    const notes = readMarkdown('# Fees\n\nNone.\n\n# Terms\n\nTwo years.', 'notes.md')
    const terms = { ...pier, pages: pier.pages.map((page) => ({ ...page, part: 'section' as const, label: 'Terms' })) }
    const both = collect([{ source: notes }, { source: terms }])
    expect(placeShort(both, 1)).toBe('notes.md p. 1')
    expect(placeShort(both, 4)).toBe('pier.pdf § Terms')
    expect(namedPlace(both, 4)).toBe('section “Terms” of pier.pdf')
    expect(both.headings.map(({ start, end }) => both.text.slice(start, end))).toEqual(['Fees', 'Terms'])
  })
})
