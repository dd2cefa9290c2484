import { Trash2 } from 'lucide-react'
import { readAsWords } from '../../electron/shared/document/read_as'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { counted } from '../../electron/shared/shown/numbers'
import { openDocument } from '../actions/opening'
import { IconButton } from '../design/Button'
import { useDocument } from '../state/document'
import { runningJob, useJobs } from '../state/jobs'

interface DocumentRowProps {
  document: DocumentEntry
  onRemove: () => void
}

export function DocumentRow({ document, onRemove }: DocumentRowProps) {
  const { id, title, file, readAs } = document
  const isOpen = useDocument(({ entry, opening }) => entry?.id === id || opening === id)
  const state = useJobs(({ jobs }) => {
    const about = jobs.filter((job) => job.document === id)
    return (runningJob(about) ?? about[0])?.state
  })
  return (
    <li className={`library-row ${isOpen ? 'is-open' : ''}`}>
      <button
        type="button"
        className="library-open"
        aria-current={isOpen || undefined}
        title={title ? `${title}\n${file}` : file}
        onClick={() => openDocument(id)}
        onKeyDown={(event) => event.key === 'Delete' && onRemove()}
      >
        <span className="library-title">{title || file}</span>
        {title && <span className="library-detail">{file}</span>}
        {readAs && <span className="library-detail">Read {readAsWords(readAs)}</span>}
        <span className="library-detail">{detailWords(document, state)}</span>
      </button>
      <IconButton name={`Remove ${title || file}…`} small className="library-remove" onClick={onRemove}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </li>
  )
}

const AT_WORK = { queued: 'waiting', reading: 'being read', answering: 'being answered' } as const

/** Texts have no pages. */
function detailWords({ pages, answers }: DocumentEntry, state?: keyof typeof AT_WORK): string {
  const words = pages > 0 ? [counted(pages, 'page')] : []
  words.push(state ? AT_WORK[state] : answers === 0 ? 'nothing asked yet' : counted(answers, 'answer'))
  return words.join(' · ')
}
