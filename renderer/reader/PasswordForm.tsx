import { useState } from 'react'

interface Props {
  file: string
  wrong: boolean
  answer(password: string): void
}

/** Asks for the password of an encrypted PDF; the text was read before, its pages need it again. */
export function PasswordForm({ file, wrong, answer }: Props) {
  const [password, setPassword] = useState('')
  return (
    <form
      className="reader-notice"
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') answer(password)
      }}
    >
      <p>
        “{file}” is protected by a password. Give it once more to see the pages; it is kept until you quit and never
        written down.
      </p>
      <div className="reader-notice-row">
        <input
          type="password"
          aria-label={`Password of ${file}`}
          aria-invalid={wrong}
          // biome-ignore lint/a11y/noAutofocus: nothing else can be done here
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button type="submit" className="reader-button">
          Show pages
        </button>
      </div>
      {wrong && (
        <p className="reader-notice-problem" role="alert">
          That password is wrong: check it and try again.
        </p>
      )}
    </form>
  )
}
