import { FileText } from 'lucide-react'
import type { Import } from '../../electron/shared/ipc/document_data'
import { openSample, pickFiles } from '../actions/opening'
import { Button } from '../design/Button'
import { Progress } from '../design/Progress'
import { useApp } from '../state/app'
import { useLibrary } from '../state/library'
import { importWords } from '../words/import_words'
import { runCommand } from './commands'

/** Where there is no open document. Nothing is asked; one click shows what it does. */
export function Welcome() {
  const awaited = useLibrary(({ imports, awaited }) => imports.find(({ id }) => awaited.includes(id)))
  return (
    <div className="app-welcome">
      <section className="app-welcome-place">
        <FileText size={36} strokeWidth={1.25} aria-hidden />
        {awaited ? <Opening one={awaited} /> : <Offer />}
      </section>
      <ol className="app-welcome-steps">
        <li>
          <strong>It reads.</strong> A summary is written while you watch; ask questions afterwards.
        </li>
        <li>
          <strong>You check.</strong> Each sentence names its pages, and says when no source was found.
        </li>
        <li>
          <strong>You look inside.</strong> Click a sentence to see what the model read for it, token by token.
        </li>
      </ol>
      <p className="ui-muted">Nothing leaves this computer: no account, no network.</p>
    </div>
  )
}

function Offer() {
  const hasToured = useApp((state) => state.settings?.view.hasToured === true)
  return (
    <>
      <h1>Drop a PDF here</h1>
      <p>SparseLens summarizes it on this computer and shows what the model really read.</p>
      <div className="app-welcome-actions">
        <Button look="primary" onClick={pickFiles}>
          Choose a file…
        </Button>
        <Button onClick={openSample}>Open the sample document</Button>
        {!hasToured && (
          <Button look="quiet" onClick={() => runCommand('tour')}>
            Take a guided look
          </Button>
        )}
      </div>
    </>
  )
}

function Opening({ one }: { one: Import }) {
  const { words, share } = importWords(one)
  return (
    <>
      <h1>{one.file}</h1>
      <p>{words}</p>
      {one.state === 'reading' && (
        <div className="app-welcome-progress">
          <Progress label={`Opening ${one.file}`} share={share} />
        </div>
      )}
    </>
  )
}
