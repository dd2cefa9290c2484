import './library.css'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { openSample, pickFiles } from '../app/opening'
import { Button, IconButton } from '../design/Button'
import { useLibrary } from '../state/library'
import { DocumentList } from './DocumentList'
import { ImportQueue } from './ImportQueue'

/** Documents, most recently opened first, and files on their way in. */
export function LibraryPane() {
  const documents = useLibrary((state) => state.documents)
  const [search, setSearch] = useState('')
  return (
    <nav className="library" aria-label="Library">
      <header className="library-top">
        <input
          className="ui-field library-search"
          type="search"
          placeholder="Search the library"
          aria-label="Search the library"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <IconButton name="Open files (Ctrl+O)" onClick={pickFiles}>
          <Plus size={16} aria-hidden />
        </IconButton>
      </header>
      <ImportQueue />
      {documents.length > 0 ? (
        <DocumentList documents={documents} search={search} />
      ) : (
        <div className="library-empty">
          <p className="ui-muted">No documents yet. Drop files anywhere on the window.</p>
          <Button small onClick={openSample}>
            Open the sample
          </Button>
        </div>
      )}
    </nav>
  )
}
