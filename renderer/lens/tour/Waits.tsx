import { summarize } from '../../actions/asking'
import { Button } from '../../design/Button'
import { useDocument } from '../../state/document'
import { runningJob, useJobs, waitingBefore } from '../../state/jobs'
import { stepOf } from '../../words/progress_words'

/** What a step that needs a complete answer says while there is none. It keeps nobody: one may go on. */
export function Waits() {
  const open = useDocument((state) => state.entry?.id)
  const jobs = useJobs((state) => state.jobs)
  const here = jobs.filter(({ document }) => document === open)
  const job = runningJob(here) ?? here[0]
  if (!open) return <p className="tour-waits">The document is being opened.</p>
  if (!job) {
    return (
      <p className="tour-waits">
        There is no complete answer to look at.{' '}
        <Button small onClick={() => summarize({})}>
          Summarize
        </Button>
      </p>
    )
  }
  const { words } = stepOf(job, job.progress, waitingBefore(jobs, job.answer))
  return (
    <p className="tour-waits">
      {words.replace(/[^.…]$/, '$&.')} This appears in the window once the answer is complete.
    </p>
  )
}
