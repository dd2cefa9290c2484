import { type KeyboardEvent, useState } from 'react'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { DocumentRow } from './DocumentRow'
import { RemoveDialog } from './RemoveDialog'

interface DocumentListProps {
  documents: readonly DocumentEntry[]
  search: string
  /** While several are chosen: which. */
  choice?: { chosen: readonly string[]; choose: (documents: string[]) => void }
}

export function DocumentList({ documents, search, choice }: DocumentListProps) {
  const [leaving, setLeaving] = useState<DocumentEntry>()
  if (documents.length === 0) {
    return <p className="library-empty">Nothing here is called “{search.trim()}”.</p>
  }
  const toggle = ({ id }: DocumentEntry) => {
    const { chosen = [], choose } = choice ?? {}
    choose?.(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  return (
    <>
      <ul className="library-list" aria-label="Documents, most recent first" onKeyDown={stepThroughList}>
        {documents.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            isChosen={choice?.chosen.includes(document.id)}
            onChoose={() => toggle(document)}
            onRemove={() => setLeaving(document)}
          />
        ))}
      </ul>
      {leaving && <RemoveDialog document={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
}

/** Arrow keys go from one document to the next, and from the first to the search. */
function stepThroughList(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const row = (event.target as HTMLElement).closest('.library-row')
  if (!step || !row) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.library-row')]
  const next = step(rows.indexOf(row as HTMLElement), rows.length - 1)
  event.preventDefault()
  const pane = event.currentTarget.closest('.library')
  const target = next < 0 ? pane?.querySelector('.library-search') : rows[next]?.querySelector('.library-open')
  ;(target as HTMLElement | null)?.focus()
}
