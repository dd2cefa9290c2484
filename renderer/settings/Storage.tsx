import { useState } from 'react'
import type { Place } from '../../electron/shared/ipc/storage_data'
import { bytes, counted } from '../../electron/shared/shown/numbers'
import { removeAllDocuments } from '../actions/opening'
import { Button } from '../design/Button'
import { ConfirmDialog } from '../design/ConfirmDialog'
import { ask } from '../ipc/client'
import { useAnswer } from '../ipc/use_answer'
import { announce } from '../state/announcements'
import { useLibrary } from '../state/library'

const WHAT: Record<Place['kind'], string> = {
  documents: 'Documents, answers and their traces',
  list: 'The list of them, notes and settings',
  readings: 'What was read (KV caches)',
  languages: 'Languages for scans',
  rest: 'What the window itself keeps',
}

const NONE: readonly Place[] = []

/** Where things lie, how large they are, and how to be rid of them. */
export function Storage() {
  const documents = useLibrary(({ documents }) => documents)
  const [isAsking, setAsking] = useState(false)
  // asked again when documents come or go
  const places = useAnswer<readonly Place[]>(() => ask('app.places'), NONE, [documents])
  return (
    <section className="settings-group">
      <h3>On this disk</h3>
      <dl className="settings-places">
        {places.map(({ kind, path, bytes: size }) => (
          <div key={kind}>
            <dt>{WHAT[kind]}</dt>
            <dd>{bytes(size)}</dd>
            <dd>
              <code>{path}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p>Only your own account may read these. The files that you added, and those that you exported, lie elsewhere.</p>
      <Button look="danger" disabled={documents.length === 0} onClick={() => setAsking(true)}>
        Remove all documents…
      </Button>
      {isAsking && <RemoveAll documents={documents.length} onClose={() => setAsking(false)} />}
    </section>
  )
}

function RemoveAll({ documents, onClose }: { documents: number; onClose: () => void }) {
  const remove = () => void removeAllDocuments().then((isDone) => isDone && announce('All documents are removed.'))
  return (
    <ConfirmDialog title="Remove everything?" verb="Remove all" onConfirm={remove} onClose={onClose}>
      SparseLens’ own copies of {counted(documents, 'document')}, all answers and notes about them and what was read of
      them are deleted for good. The files that you added stay where they are, and so do your settings and models.
    </ConfirmDialog>
  )
}
