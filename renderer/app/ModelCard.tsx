import { useEffect, useState } from 'react'
import { AppDialog } from '../design/AppDialog'
import { ask } from '../ipc/client'
import { attempt } from '../state/app'

/** The card of the built-in model, as it lies beside it. */
export function ModelCard({ onClose }: { onClose: () => void }) {
  const [card, setCard] = useState('')
  useEffect(() => {
    void attempt(async () => setCard(await ask('app.modelCard')))
  }, [])
  return (
    <AppDialog title="The built-in model" onClose={onClose}>
      <p className="app-card-note">
        It is small (135 million parameters), so that everybody can try SparseLens at once. It writes short, plain
        summaries and gets facts wrong: check them on the pages. The real DeepSeek-V3.2-Exp is opened in the settings.
      </p>
      <pre className="app-card">{card}</pre>
    </AppDialog>
  )
}
