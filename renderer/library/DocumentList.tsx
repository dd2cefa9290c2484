import { Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { DocumentEntry } from '../../electron/ipc/document_data'
import { openDocument, removeDocument } from '../app/opening'
import { AppDialog } from '../design/AppDialog'
import { Button, IconButton } from '../design/Button'
import { useDocument } from '../state/document'

interface DocumentListProps {
  documents: readonly DocumentEntry[]
  search: string
}

export function DocumentList({ documents, search }: DocumentListProps) {
  const [leaving, setLeaving] = useState<DocumentEntry>()
  const wanted = search.trim().toLocaleLowerCase()
  const shown = documents.filter(({ file, title = '' }) => `${title} ${file}`.toLocaleLowerCase().includes(wanted))
  if (shown.length === 0) return <p className="library-none ui-muted">Nothing here is called “{search}”.</p>
  return (
    <>
      <ul className="library-list" onKeyDown={stepThroughList}>
        {shown.map((document) => (
          <DocumentRow key={document.id} document={document} onRemove={() => setLeaving(document)} />
        ))}
      </ul>
      {leaving && <RemoveDialog document={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

function DocumentRow({ document, onRemove }: { document: DocumentEntry; onRemove: () => void }) {
  const isOpen = useDocument((state) => state.entry?.id === document.id)
  const { id, title, file, pages, answers } = document
  const count = `${pages} ${pages === 1 ? 'page' : 'pages'}${answers ? `, ${answers} ${answers === 1 ? 'answer' : 'answers'}` : ''}`
  return (
    <li className={`library-row ${isOpen ? 'is-open' : ''}`}>
      <button
        type="button"
        className="library-open"
        aria-current={isOpen || undefined}
        title={file}
        onClick={() => openDocument(id)}
        onKeyDown={(event) => event.key === 'Delete' && onRemove()}
      >
        <span className="library-title">{title || file}</span>
        <span className="library-detail">{title ? `${file} · ${count}` : count}</span>
      </button>
      <IconButton name={`Remove ${title || file}`} small className="library-remove" onClick={onRemove}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </li>
  )
}

function RemoveDialog({ document, onClose }: { document: DocumentEntry; onClose: () => void }) {
  const remove = () => {
    onClose()
    void removeDocument(document.id)
  }
  return (
    <AppDialog title="Remove from the library?" onClose={onClose}>
      <p>
        SparseLens' own copy of “{document.title || document.file}” and its {document.answers} answers are deleted. The
        file you added stays where it is.
      </p>
      <div className="library-confirm">
        <Button onClick={onClose}>Keep</Button>
        <Button look="primary" onClick={remove}>
          Remove
        </Button>
      </div>
    </AppDialog>
  )
}

/** Arrow keys go from one document to the next. */
function stepThroughList(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.library-open')]
  event.preventDefault()
  rows[rows.indexOf(event.target as HTMLElement) + step]?.focus()
}
