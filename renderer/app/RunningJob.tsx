import { openDocument } from '../actions/opening'
import { Progress } from '../design/Progress'
import { useDocument } from '../state/document'
import { runningJob, useJobs } from '../state/jobs'
import { useLibrary } from '../state/library'
import { stepOf } from '../words/progress_words'

/** What is at work, also about a document that isn't open; a click opens it. */
export function RunningJob() {
  const jobs = useJobs((state) => state.jobs)
  const documents = useLibrary((state) => state.documents)
  const open = useDocument((state) => state.entry?.id)
  const job = runningJob(jobs)
  if (!job) return null
  const { words, short, share } = stepOf(job, job.progress, 0)
  const waiting = jobs.length - 1
  const document = documents.find(({ id }) => id === job.document)
  const about = job.document === open ? '' : document?.title || document?.file || 'Another document'
  return (
    <button
      type="button"
      className="app-status-item app-running is-job"
      onClick={() => openDocument(job.document)}
      title={about ? `${about}: ${words}` : words}
    >
      {about && <span className="app-running-about">{about}</span>}
      <span>
        {short}
        {waiting > 0 && `, ${waiting} waiting`}
      </span>
      <span className="app-running-bar">
        <Progress label={words} share={share} />
      </span>
    </button>
  )
}
