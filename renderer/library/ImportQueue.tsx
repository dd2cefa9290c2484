import { X } from 'lucide-react'
import type { Import } from '../../electron/shared/ipc/document_data'
import { IconButton } from '../design/Button'
import { Progress } from '../design/Progress'
import { ask } from '../ipc/client'
import { attempt } from '../state/app'
import { useLibrary } from '../state/library'
import { importWords } from '../words/import_words'
import { ImportPassword } from './ImportPassword'

/** Files on their way into the library, and those that didn't make it, with the reason. */
export function ImportQueue() {
  const imports = useLibrary((state) => state.imports)
  if (imports.length === 0) return null
  return (
    <ul className="library-queue" aria-label="Files being added">
      {imports.map((one) => (
        <ImportRow key={one.id} one={one} />
      ))}
    </ul>
  )
}

function ImportRow({ one }: { one: Import }) {
  const { id, file, state } = one
  const { words, share } = importWords(one)
  const dismiss = async () => {
    await attempt(() => ask('library.dismiss', { import: id }))
    useLibrary.getState().dismissed(id)
  }
  const needsPassword = state === 'needs-password' || state === 'wrong-password'
  return (
    <li className={`library-import is-${state}`} data-state={state}>
      <div className="library-import-top">
        <span className="library-title" title={file}>
          {file}
        </span>
        {state === 'waiting' && <span className="library-waiting">waiting</span>}
        <IconButton name={`${state === 'failed' ? 'Dismiss' : 'Stop adding'} ${file}`} small onClick={dismiss}>
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      {needsPassword ? (
        <ImportPassword one={one} />
      ) : state === 'waiting' ? null : (
        <p className={state === 'failed' ? 'library-problem' : 'library-detail'} role={roleOf(state)}>
          {words}
        </p>
      )}
      {state === 'reading' && <Progress label={`Opening ${file}`} share={share} />}
    </li>
  )
}

const roleOf = (state: Import['state']) => (state === 'failed' ? 'alert' : undefined)
