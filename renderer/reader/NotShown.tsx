import { type ReactNode, useState } from 'react'
import { Button } from '../design/Button'
import { RemoveDialog } from '../library/RemoveDialog'
import { useLibrary } from '../state/library'

interface Props {
  /** Its id. */
  document: string | undefined
  children: ReactNode
  /** Opens it anew. */
  again(): void
}

/** In place of a document that can't be shown: why, and what to do. */
export function NotShown({ document, children, again }: Props) {
  const entry = useLibrary((state) => state.documents.find(({ id }) => id === document))
  const [isLeaving, setLeaving] = useState(false)
  return (
    <div className="reader-notice" role="alert">
      {children}
      <div className="reader-notice-row">
        <Button look="primary" onClick={again}>
          Try again
        </Button>
        {entry && <Button onClick={() => setLeaving(true)}>Remove it from the library…</Button>}
      </div>
      {entry && isLeaving && <RemoveDialog document={entry} onClose={() => setLeaving(false)} />}
    </div>
  )
}
