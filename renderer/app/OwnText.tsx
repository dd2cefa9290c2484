import { useEffect, useState } from 'react'
import { Markdown } from '../design/Markdown'
import { ask } from '../ipc/client'

interface Props {
  call: 'app.modelCard' | 'app.licences'
  label: string
}

/** A text of Markdown that comes with the app, as it lies there. */
export function OwnText({ call, label }: Props) {
  const [text, setText] = useState<string>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    ask(call).then(setText, (error: Error) => setProblem(error.message))
  }, [call])
  if (problem) return <p role="alert">{problem}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className="app-card" aria-label={label} tabIndex={0}>
      {text === undefined ? <p className="ui-muted">Opening it…</p> : <Markdown text={text} />}
    </section>
  )
}
