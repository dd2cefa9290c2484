import './library.css'
import { Layers, Plus } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { pickFiles } from '../actions/opening'
import { IconButton } from '../design/Button'
import { canBeChosen, useChoice } from '../state/choice'
import { useLibrary } from '../state/library'
import { DocumentList } from './DocumentList'
import { ImportQueue } from './ImportQueue'
import { matching } from './search'
import { Together } from './Together'

/** Documents, most recently opened first, and files on their way in. */
export function LibraryPane() {
  const documents = useLibrary((state) => state.documents)
  const isBringing = useLibrary((state) => state.imports.length > 0)
  const [search, setSearch] = useState('')
  const { chosen, choose, end } = useChoice()
  const pane = useRef<HTMLElement>(null)
  const intoList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    const first = pane.current?.querySelector<HTMLElement>('.library-open')
    if (event.key === 'Enter') first?.click()
    else first?.focus()
  }
  return (
    <nav className="library" aria-label="Library" ref={pane}>
      <header className="library-top">
        <input
          className="ui-field library-search"
          type="search"
          placeholder="Search the library"
          aria-label="Search the library"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={intoList}
        />
        {documents.filter(canBeChosen).length > 1 && (
          <IconButton
            name="Choose several, to ask or compare them"
            aria-pressed={chosen !== undefined}
            onClick={() => (chosen ? end() : choose([]))}
          >
            <Layers size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton name="Open files" keys="Ctrl+O" onClick={pickFiles}>
          <Plus size={16} aria-hidden />
        </IconButton>
      </header>
      <ImportQueue />
      {documents.length > 0 ? (
        <DocumentList
          documents={matching(chosen ? documents.filter(canBeChosen) : documents, search)}
          search={search}
          choice={chosen && { chosen, choose }}
        />
      ) : (
        !isBringing && <p className="library-empty">No documents yet. Files may be dropped anywhere on the window.</p>
      )}
      {chosen && <Together chosen={chosen} onEnd={end} />}
    </nav>
  )
}
