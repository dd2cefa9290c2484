import './notes.css'
import { StickyNote } from 'lucide-react'
import { Popover } from 'radix-ui'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { notesTitle } from '../../../electron/shared/shown/notes'
import { apart } from '../apart'
import { NotesPopover } from './NotesPopover'

interface Props {
  source: SourceDocument
  /** 1-based. */
  page: number
}

/** In a page's margin: how many notes there are on how it was read; they open beside it. */
export function PageNotes({ source, page }: Props) {
  const notes = source.notes.filter((note) => note.page === page)
  if (notes.length === 0) return null
  const name = notesTitle(notes.length)
  return (
    <Popover.Root>
      <Popover.Trigger className="reader-page-notes" aria-label={`Page ${page}: ${name}`} title={name} {...apart}>
        <StickyNote aria-hidden />
        {notes.length}
      </Popover.Trigger>
      <NotesPopover name={name} notes={notes}>
        <ul className="reader-notes-list">
          {notes.map(({ text }, i) => (
            <li key={i}>{text}</li>
          ))}
        </ul>
      </NotesPopover>
    </Popover.Root>
  )
}
