import './notes.css'
import { StickyNote } from 'lucide-react'
import { Popover } from 'radix-ui'
import { readAsWords } from '../../../electron/shared/document/read_as'
import { type DocumentNote, hasPages, type SourceDocument } from '../../../electron/shared/document/types'
import { notesTitle } from '../../../electron/shared/shown/notes'
import { count, counted } from '../../../electron/shared/shown/numbers'
import { pageTitle } from '../../../electron/shared/shown/page_names'
import { Chip } from '../../design/Chip'
import { labelOf } from '../names'
import { surface } from '../surface'
import { useView } from '../view'
import { NotesPopover } from './NotesPopover'

/** Nobody reads more of them in a row; each stands on its page, too. */
const MOST = 200

/** In the toolbar: what must be told of how the document was read, with ways to the pages and to read it otherwise. */
export function DocumentNotes({ source }: { source: SourceDocument }) {
  const { notes, readAs } = source
  const isRecognized = source.runs.some(({ confidence }) => confidence !== undefined)
  const hasPictures = hasPages(source.kind) && source.pages.some(({ imageOnly }) => imageOnly)
  if (notes.length === 0 && !readAs && !hasPictures) return null
  const name = notes.length > 0 ? notesTitle(notes.length) : 'How this was read'
  return (
    <Popover.Root>
      <Popover.Trigger className="reader-zoom reader-notes-button" aria-label={name} title={name}>
        <StickyNote aria-hidden />
        {notes.length > 0 && <span className="reader-tool-wide">{counted(notes.length, 'note')}</span>}
      </Popover.Trigger>
      <NotesPopover name={name} notes={notes}>
        {readAs && <p>Read {readAsWords(readAs)}.</p>}
        <ul className="reader-notes-list">
          {notes.slice(0, MOST).map((note, i) => (
            <Entry key={i} note={note} source={source} />
          ))}
        </ul>
        {isRecognized && <ShowSureness />}
        {notes.length > MOST && <p className="ui-muted">And {count(notes.length - MOST)} more, on their pages.</p>}
      </NotesPopover>
    </Popover.Root>
  )
}

/** Draws on the pages how sure text recognition is of each word. */
function ShowSureness() {
  const isShown = useView((state) => state.sureness)
  const { showSureness } = useView.getState()
  return (
    <label className="reader-notes-sureness">
      <input type="checkbox" checked={isShown} onChange={({ target }) => showSureness(target.checked)} />
      Show on the pages how sure the recognition is of each word
    </label>
  )
}

/** A note, with its page where there are several. */
const Entry = ({ note: { page, text }, source }: { note: DocumentNote; source: SourceDocument }) => (
  <li>
    {source.pages.length > 1 && (
      <Chip title={`Go to ${pageTitle(source, page)}`} onClick={() => surface()?.goToPage(page)}>
        p. {labelOf(source, page)}
      </Chip>
    )}
    <span>{text}</span>
  </li>
)
