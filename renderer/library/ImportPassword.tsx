import { type FormEvent, useId, useState } from 'react'
import type { Import } from '../../electron/shared/ipc/document_data'
import { Button } from '../design/Button'
import { ask } from '../ipc/client'
import { attempt } from '../state/app'

/** Asks for the password of an encrypted file, where it stands in the queue. */
export function ImportPassword({ one: { id, file, state } }: { one: Import }) {
  const [password, setPassword] = useState('')
  const [isSent, setSent] = useState(false)
  const note = useId()
  const isWrong = state === 'wrong-password'
  const open = (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return
    setSent(true)
    void attempt(() => ask('library.password', { import: id, password }))
  }
  return (
    <form className="library-password" onSubmit={open}>
      <p id={note} role={isWrong && !isSent ? 'alert' : undefined}>
        {isWrong ? 'That password is wrong. Try another:' : 'This file is protected by a password:'}
      </p>
      <div>
        <input
          className="ui-field"
          type="password"
          aria-label={`Password of ${file}`}
          aria-describedby={note}
          aria-invalid={isWrong}
          // biome-ignore lint/a11y/noAutofocus: the user has just added this file
          autoFocus
          value={password}
          onChange={(event) => {
            setPassword(event.target.value)
            setSent(false)
          }}
        />
        <Button look="primary" type="submit" disabled={password === ''}>
          Open
        </Button>
      </div>
    </form>
  )
}
