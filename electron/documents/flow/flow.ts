import { collapseSpace } from '../../shared/document/characters'
import type { DocumentNote, NoteKind, SentenceKind } from '../../shared/document/types'
import type { TextBlock } from '../blocks'
import type { Guard } from '../packed/guard'
import { markStruck } from '../struck'
import { type TableRow, writeRows } from './table_rows'

/** What a reader finds, in its order. Struck-out words come between OPEN and CLOSE (../struck.ts). */
export class Flow {
  readonly blocks: TextBlock[] = []
  /** `on`: the place of the block that it is about, or a page. */
  private readonly told: { on: { block: number } | { page: number }; kind: NoteKind; text: string }[] = []
  private page = 1

  constructor(readonly guard: Guard) {}

  /** What comes now stands on the next page, slide or sheet. */
  nextPage(): void {
    this.page++
  }

  heading(text: string, level: number): void {
    this.add([oneLine(text)], 'heading', Math.min(Math.max(1, level), 6))
  }

  /** Lines that were ended by hand stand for themselves. */
  prose(text: string): void {
    const lines = linesOf(text)
    this.add(lines, lines.length > 1 ? 'item' : 'prose')
  }

  item(text: string): void {
    this.add(linesOf(text), 'item')
  }

  table(rows: readonly TableRow[]): void {
    for (const row of writeRows(rows)) this.add([collapseSpace(markStruck(row))], 'item')
  }

  /** What others read: paragraphs of a web page, of a text. */
  paragraphs(blocks: readonly TextBlock[]): void {
    for (const block of blocks) {
      this.guard.text(block.text.length)
      this.blocks.push({ ...block, page: this.page })
    }
  }

  /** About what was added last. */
  note(kind: NoteKind, text: string): void {
    this.told.push({ on: { block: Math.max(0, this.blocks.length - 1) }, kind, text })
  }

  noteOn(page: number, kind: NoteKind, text: string): void {
    this.told.push({ on: { page }, kind, text })
  }

  /** `isRead`: it was asked for, and is marked in the text. */
  tellHidden(page: number, count: number, what: string, isRead: boolean): void {
    const how = isRead ? 'read too, as the text marks' : 'not read'
    if (count > 0) this.noteOn(page, 'hidden', `${countedWere(count, what)} ${how}.`)
  }

  tellStruck(page: number, count: number): void {
    if (count > 0) this.noteOn(page, 'struck', struckWords(count))
  }

  noteOfAll(kind: NoteKind, text: string): void {
    this.noteOn(1, kind, text)
  }

  /** In order of pages: ask when the blocks have theirs. */
  notes(): DocumentNote[] {
    return this.told
      .map(({ on, kind, text }) => ({ page: 'page' in on ? on.page : (this.blocks[on.block]?.page ?? 1), kind, text }))
      .sort((a, b) => a.page - b.page)
  }

  private add(lines: readonly string[], kind: SentenceKind, level?: number): void {
    for (const text of lines) {
      if (text === '') continue
      this.guard.text(text.length)
      this.blocks.push({ text, kind, page: this.page, ...(level !== undefined && { level }) })
    }
  }
}

/** What a note says of passages that are struck out. */
export const struckWords = (count: number): string => {
  const what = count === 1 ? 'One passage is struck out; it stands' : `${count} passages are struck out; they stand`
  return `${what} between ~~ and ~~ in the text.`
}

const oneLine = (text: string): string => collapseSpace(markStruck(text.replace(/\n/g, ' ')))

const linesOf = (text: string): string[] => markStruck(text).split('\n').map(collapseSpace)

/** "3 pictures were", "One picture was" */
export const countedWere = (count: number, what: string, many = `${what}s`): string =>
  count === 1 ? `One ${what} was` : `${count.toLocaleString('en')} ${many} were`
