import { otherwise } from '../document/read_as'
import type { DocumentNote, NoteKind, ReadAs } from '../document/types'

/** Pages that a sentence names. */
const MOST_PAGES = 12

/** "page 3: 41 lines can't be seen and were not read."; the sentence alone where there is no other page. */
export const noteLine = ({ page, text }: DocumentNote, pages: number): string =>
  pages > 1 ? `page ${page}: ${text}` : text

/** What is told of a document, or was when an answer was given about it. */
interface Told {
  notes?: readonly DocumentNote[]
  pages: number
  readAs?: ReadAs
}

/** How a document was read, in a sentence for each kind of note: "Text that can't be seen on page 3 was not read." */
export function notesWords({ notes = [], pages, readAs }: Told): string[] {
  const kinds = [...new Set(notes.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const mine = notes.filter((note) => note.kind === kind)
    if (kind === 'encoding' || kind === 'changes') return [...new Set(mine.map(({ text }) => text))]
    const where = pages > 1 ? ` on ${pagesWords(mine.map(({ page }) => page))}` : ''
    return kind === 'hidden' && otherwise(readAs)?.hidden
      ? [`Text that can't be seen${where} was read too, and is marked.`]
      : [WORDS[kind](where)]
  })
}

const WORDS: Record<Exclude<NoteKind, 'encoding' | 'changes'>, (where: string) => string> = {
  hidden: (where) => `Text that can't be seen${where} was not read.`,
  struck: (where) => `Words that are struck out${where} were read as such.`,
  twice: (where) => `A second copy of text${where} was left out.`,
  signs: (where) => `Some characters${where} can't be told.`,
  comment: (where) => `Comments${where} are no part of the text and were not read.`,
  apart: (where) => `Heads and feet of pages${where} were kept apart from the text.`,
  unread: (where) => `Pictures and other things${where} that are no text were not read.`,
  recognized: (where) => `The text${where} was recognized in pictures (OCR): words may be wrong.`,
  attached: () => 'Files that are attached to the document were not read.',
}

/** "page 3", "pages 3 and 7", "pages 1, 2 and 5 more" */
function pagesWords(all: readonly number[]): string {
  const pages = [...new Set(all)].sort((a, b) => a - b)
  if (pages.length === 1) return `page ${pages[0]}`
  const isMany = pages.length > MOST_PAGES
  const named = isMany ? pages.slice(0, MOST_PAGES) : pages.slice(0, -1)
  return `pages ${named.join(', ')} and ${isMany ? `${pages.length - MOST_PAGES} more` : pages.at(-1)}`
}

/** "3 notes on how this was read" */
export const notesTitle = (count: number): string => `${count} ${count === 1 ? 'note' : 'notes'} on how this was read`
