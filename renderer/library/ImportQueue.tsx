import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Import } from '../../electron/ipc/document_data'
import { Button, IconButton } from '../design/Button'
import { ask } from '../ipc/client'
import { attempt } from '../state/app'
import { useLibrary } from '../state/library'

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
  const { id, file, state, pagesDone, pages, problem } = one
  const dismiss = async () => {
    await attempt(() => ask('library.dismiss', { import: id }))
    useLibrary.getState().dismissed(id)
  }
  return (
    <li className={`library-import is-${state}`} data-state={state}>
      <div className="library-import-top">
        <span className="library-title" title={file}>
          {file}
        </span>
        <IconButton name={`${state === 'failed' ? 'Dismiss' : 'Stop adding'} ${file}`} small onClick={dismiss}>
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      {state === 'waiting' && <p className="library-detail">Waiting</p>}
      {state === 'reading' && (
        <>
          <p className="library-detail">{pages ? `Opening page ${pagesDone} of ${pages}` : 'Opening'}</p>
          <progress className="ui-progress" aria-label={`Opening ${file}`} max={pages || 1} value={pagesDone} />
        </>
      )}
      {state === 'failed' && <p role="alert">{problem}</p>}
      {(state === 'needs-password' || state === 'wrong-password') && (
        <PasswordForm id={id} file={file} isRetry={state === 'wrong-password'} />
      )}
    </li>
  )
}

function PasswordForm({ id, file, isRetry }: { id: string; file: string; isRetry: boolean }) {
  const [password, setPassword] = useState('')
  const open = (event: FormEvent) => {
    event.preventDefault()
    void attempt(() => ask('library.password', { import: id, password }))
  }
  return (
    <form className="library-password" onSubmit={open}>
      <p role={isRetry ? 'alert' : undefined}>
        {isRetry ? 'This password does not open it. Try again:' : 'This file is encrypted. Its password:'}
      </p>
      <div>
        <input
          className="ui-field"
          type="password"
          aria-label={`Password of ${file}`}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="primary" type="submit">
          Open
        </Button>
      </div>
    </form>
  )
}
