import { useEffect, useState } from 'react'
import { AppDialog } from '../design/AppDialog'
import { Markdown } from '../design/Markdown'
import { ask } from '../ipc/client'

/** The card of the built-in model, as it lies beside it. */
export function ModelCard({ onClose }: { onClose: () => void }) {
  const [card, setCard] = useState<string>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    ask('app.modelCard').then(setCard, (error: Error) => setProblem(error.message))
  }, [])
  return (
    <AppDialog title="The built-in model is small, and it errs" onClose={onClose} wide>
      <p className="app-card-note">
        It has 135 million parameters, so that everybody can try SparseLens at once, on any computer. It writes short,
        plain summaries and gets facts wrong: check them on the pages. In the settings you can choose a GGUF of
        DeepSeek-V3.2-Exp instead.
      </p>
      {problem && <p role="alert">{problem}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className="app-card" aria-label="Model card" tabIndex={0}>
        {card === undefined ? !problem && <p className="ui-muted">Opening the card…</p> : <Markdown text={card} />}
      </section>
    </AppDialog>
  )
}
