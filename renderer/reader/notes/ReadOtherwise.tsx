import { useId } from 'react'
import { ENCODINGS } from '../../../electron/shared/document/encodings'
import type { DocumentNote, NoteKind, ReadAs } from '../../../electron/shared/document/types'
import { rereadDocument } from '../../actions/opening'
import { useDocument } from '../../state/document'

/** What can be changed in how the document was read, where a note is about that. */
export function ReadOtherwise({ notes }: { notes: readonly DocumentNote[] }) {
  const entry = useDocument((state) => state.entry)
  // the documents of a collection are read otherwise one by one
  if (!entry || entry.kind === 'collection') return null
  const { id, kind, readAs = {} } = entry
  const isNoted = (kind: NoteKind) => notes.some((note) => note.kind === kind)
  const hasHidden = readAs.hidden === true || isNoted('hidden')
  const hasChanges = readAs.accepted === true || isNoted('changes')
  const hasEncoding = /^(?:text|markdown|csv)$/.test(kind) && (readAs.encoding !== undefined || isNoted('encoding'))
  if (!hasHidden && !hasChanges && !hasEncoding) return null
  const again = (change: ReadAs) => void rereadDocument(id, { ...readAs, ...change })
  return (
    <div className="reader-otherwise">
      {hasHidden && (
        <label>
          <input
            type="checkbox"
            checked={readAs.hidden ?? false}
            onChange={({ target }) => again({ hidden: target.checked })}
          />
          Read hidden text too
        </label>
      )}
      {hasChanges && (
        <label>
          <input
            type="checkbox"
            checked={readAs.accepted ?? false}
            onChange={({ target }) => again({ accepted: target.checked })}
          />
          Read tracked changes as accepted
        </label>
      )}
      {hasEncoding && <EncodingMenu label={readAs.encoding} onChoose={(encoding) => again({ encoding })} />}
      <p className="ui-muted">It is read as a document of its own; this one and its answers stay as they are.</p>
    </div>
  )
}

interface EncodingMenuProps {
  /** Undefined: as the file looks. */
  label?: string
  onChoose: (label: string | undefined) => void
}

/** In which encoding a text file is read. */
function EncodingMenu({ label, onChoose }: EncodingMenuProps) {
  const id = useId()
  const isKnown = label === undefined || ENCODINGS.some((one) => one.label === label)
  return (
    <div className="reader-encoding">
      <label htmlFor={id}>Encoding</label>
      <select
        id={id}
        className="ui-field"
        value={label ?? ''}
        onChange={({ target }) => onChoose(target.value || undefined)}
      >
        <option value="">As the file looks</option>
        {!isKnown && <option value={label}>{label}</option>}
        {ENCODINGS.map((one) => (
          <option key={one.label} value={one.label}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  )
}
