import './run.css'
import { FlaskConical } from 'lucide-react'
import { Button } from '../../design/Button'
import { useLens } from '../../state/lens'
import { runOf, useRuns } from '../../state/runs'
import { firstSpan } from '../subject/answer_tokens'
import { lookedAt } from '../subject/looked_at'

/** Over the lens while it looks at an experiment's run: it is no answer, and here is the way back. */
export function RunBanner({ id }: { id: string }) {
  const run = useRuns(({ runs }) => runOf(runs, id))
  if (!run) return null
  const { about, changed } = run
  const back = () => {
    if (about.kind === 'prompt') return useLens.getState().close()
    const { answer, generation } = about.trace
    const first = lookedAt(answer)?.result?.generations[generation]
    if (first) useLens.getState().look(answer, generation, firstSpan(first))
  }
  return (
    <div className="try-banner" role="status">
      <FlaskConical size={14} aria-hidden />
      <span>
        <b>Experiment</b>: {about.kind === 'prompt' ? `raw prompt ${changed}` : changed.toLowerCase()}
      </span>
      <Button small onClick={back}>
        {about.kind === 'prompt' ? 'Close its lens' : 'Back to the answer'}
      </Button>
    </div>
  )
}
