import { FileText } from 'lucide-react'
import { Button } from '../design/Button'
import { useLibrary } from '../state/library'
import { openSample, pickFiles } from './opening'

/** Where there is no open document. */
export function Welcome() {
  const isWaiting = useLibrary((state) => state.awaited !== undefined)
  return (
    <section className="app-welcome">
      <FileText size={40} strokeWidth={1.25} aria-hidden />
      <h1>{isWaiting ? 'Opening the document…' : 'Drop a PDF here'}</h1>
      <p>
        SparseLens reads it with DeepSeek Sparse Attention on this computer, summarizes it, and shows for every sentence
        what the model really read.
      </p>
      <div className="app-welcome-actions">
        <Button look="primary" onClick={pickFiles}>
          Choose a file…
        </Button>
        <Button onClick={openSample}>Open the sample document</Button>
      </div>
      <p className="ui-muted">Nothing leaves this computer. PDF, plain text and Markdown.</p>
    </section>
  )
}
