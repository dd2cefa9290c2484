import { useId } from 'react'
import { ENCODINGS } from '../../../electron/shared/document/encodings'
import { languageNames, OCR_OFF } from '../../../electron/shared/document/languages'
import { type DocumentNote, hasPages, type NoteKind, type ReadAs } from '../../../electron/shared/document/types'
import { rereadDocument } from '../../actions/opening'
import { useDocument } from '../../state/document'
import { useLanguages } from '../../state/languages'

/** What can be changed in how the document was read, where a note is about that. */
export function ReadOtherwise({ notes }: { notes: readonly DocumentNote[] }) {
  const entry = useDocument((state) => state.entry)
  // the documents of a collection are read otherwise one by one
  if (!entry || entry.kind === 'collection') return null
  const { id, kind, imagePages, readAs = {} } = entry
  const isNoted = (kind: NoteKind) => notes.some((note) => note.kind === kind)
  const hasHidden = readAs.hidden === true || isNoted('hidden')
  const hasChanges = readAs.accepted === true || isNoted('changes')
  const hasEncoding = /^(?:text|markdown|csv)$/.test(kind) && (readAs.encoding !== undefined || isNoted('encoding'))
  const hasScans = readAs.ocr !== undefined || isNoted('recognized') || (hasPages(kind) && imagePages.length > 0)
  if (!hasHidden && !hasChanges && !hasEncoding && !hasScans) return null
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
      {hasScans && <LanguageMenu languages={readAs.ocr} onChoose={(ocr) => again({ ocr })} />}
      <p className="ui-muted">It is read as a document of its own; this one and its answers stay as they are.</p>
    </div>
  )
}

interface LanguageMenuProps {
  /** Undefined: as the settings say. */
  languages?: string
  onChoose: (languages: string | undefined) => void
}

/** In which language text in pictures is recognized. */
function LanguageMenu({ languages, onChoose }: LanguageMenuProps) {
  const known = useLanguages()
  const isKnown = languages === undefined || languages === OCR_OFF || known.includes(languages)
  const named = [...(isKnown ? [] : [languages]), ...known].map((code) => ({ value: code, name: languageNames(code) }))
  const choices = [{ value: OCR_OFF, name: 'Not recognized' }, ...named]
  return (
    <Menu
      label="Text in pictures"
      usual="Recognized as the settings say"
      choices={choices}
      chosen={languages}
      onChoose={onChoose}
    />
  )
}

interface EncodingMenuProps {
  /** Undefined: as the file looks. */
  label?: string
  onChoose: (label: string | undefined) => void
}

/** In which encoding a text file is read. */
function EncodingMenu({ label, onChoose }: EncodingMenuProps) {
  const choices = ENCODINGS.map((one) => ({ value: one.label, name: one.name }))
  const isKnown = label === undefined || choices.some(({ value }) => value === label)
  const shown = isKnown ? choices : [{ value: label, name: label }, ...choices]
  return <Menu label="Encoding" usual="As the file looks" choices={shown} chosen={label} onChoose={onChoose} />
}

interface MenuProps {
  label: string
  /** What holds where nothing is chosen. */
  usual: string
  choices: readonly { value: string; name: string }[]
  chosen?: string
  onChoose: (value: string | undefined) => void
}

function Menu({ label, usual, choices, chosen, onChoose }: MenuProps) {
  const id = useId()
  return (
    <div className="reader-encoding">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="ui-field"
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(target.value || undefined)}
      >
        <option value="">{usual}</option>
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
