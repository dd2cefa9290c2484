import { expect, it } from 'vitest'
import type { DocumentNote } from '../../../../../electron/shared/document/types'
import { noteLine, notesTitle, notesWords } from '../../../../../electron/shared/shown/notes'

const note = (page: number, kind: DocumentNote['kind'], text = 'x'): DocumentNote => ({ page, kind, text })

it('a note names its page, unless there is no other', () => {
  expect(noteLine(note(3, 'hidden', '2 lines can’t be seen.'), 5)).toBe('page 3: 2 lines can’t be seen.')
  expect(noteLine(note(1, 'hidden', '2 lines can’t be seen.'), 1)).toBe('2 lines can’t be seen.')
  expect([notesTitle(1), notesTitle(3)]).toEqual(['1 note on how this was read', '3 notes on how this was read'])
})

it('how it was read is said in a sentence for each kind', () => {
  const notes = [
    note(7, 'hidden'),
    note(3, 'hidden'),
    note(3, 'hidden'),
    note(2, 'struck'),
    note(1, 'encoding', 'As KOI8-R.'),
  ]
  expect(notesWords({ notes, pages: 9 })).toEqual([
    "Text that can't be seen on pages 3 and 7 was not read.",
    'Words that are struck out on page 2 were read as such.',
    'As KOI8-R.',
  ])
  expect(notesWords({ notes: [note(1, 'hidden')], pages: 1 })).toEqual(["Text that can't be seen was not read."])
  expect(notesWords({ notes: [note(1, 'hidden')], pages: 1, readAs: { hidden: true } })[0]).toMatch(/was read too/)
  expect(notesWords({ pages: 4 })).toEqual([])
})

it('names no more pages than anybody reads', () => {
  const notes = Array.from({ length: 15 }, (_, i) => note(i + 1, 'comment'))
  expect(notesWords({ notes, pages: 20 })[0]).toMatch(/^Comments on pages 1, 2, .*, 12 and 3 more are no part/)
})
