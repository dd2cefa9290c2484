import { Check, Trash2 } from 'lucide-react'
import type { Ref } from 'react'
import { readAsWords } from '../../electron/shared/document/read_as'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { counted } from '../../electron/shared/shown/numbers'
import { openDocument } from '../actions/opening'
import { IconButton } from '../design/Button'
import { useComparison } from '../state/comparison'
import { useDocument } from '../state/document'
import { runningJob, useJobs } from '../state/jobs'

interface DocumentRowProps {
  document: DocumentEntry
  /** In the list, of which only what is in sight is there; `start` in pixels. */
  place: { index: number; of: number; start: number }
  ref: Ref<HTMLLIElement>
  /** Undefined unless several are being chosen. */
  isChosen?: boolean
  onChoose: () => void
  onRemove: () => void
}

export function DocumentRow({ document, place, ref, isChosen, onChoose, onRemove }: DocumentRowProps) {
  const { id, title, file, readAs } = document
  const isRead = useDocument(({ entry, opening }) => entry?.id === id || opening === id)
  const versions = useComparison((state) => state.versions)
  const isOpen = versions ? Object.values(versions).includes(id) : isRead
  const state = useJobs(({ jobs }) => {
    const about = jobs.filter((job) => job.document === id)
    return (runningJob(about) ?? about[0])?.state
  })
  return (
    <li
      ref={ref}
      className={`library-row ${isOpen && isChosen === undefined ? 'is-open' : ''} ${isChosen ? 'is-chosen' : ''}`}
      data-index={place.index}
      data-document={id}
      aria-posinset={place.index + 1}
      aria-setsize={place.of}
      style={{ translate: `0 ${place.start}px` }}
    >
      <button
        type="button"
        className="library-open"
        aria-current={isOpen || undefined}
        title={title ? `${title}\n${file}` : file}
        {...(isChosen !== undefined && { role: 'checkbox', 'aria-checked': isChosen })}
        onClick={isChosen === undefined ? () => openDocument(id) : onChoose}
        onKeyDown={(event) => event.key === 'Delete' && onRemove()}
      >
        {isChosen !== undefined && (
          <span className="library-choice" aria-hidden="true">
            {isChosen && <Check size={12} />}
          </span>
        )}
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
function detailWords({ kind, pages, answers }: DocumentEntry, state?: keyof typeof AT_WORK): string {
  const words = [...(kind === 'collection' ? ['asked together'] : []), ...(pages > 0 ? [counted(pages, 'page')] : [])]
  words.push(state ? AT_WORK[state] : answers === 0 ? 'nothing asked yet' : counted(answers, 'answer'))
  return words.join(' · ')
}
