import { Square } from 'lucide-react'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { cancelJob } from '../actions/asking'
import { Button } from '../design/Button'
import { Progress } from '../design/Progress'
import { jobOf, useJobs, waitingBefore } from '../state/jobs'
import { stepOf } from '../words/progress_words'

/** How far an answer is: what is done, the numbers below it, and how to stop it. */
export function AtWork({ answer }: { answer: AnswerEntry }) {
  const jobs = useJobs((state) => state.jobs)
  const progress = jobOf(jobs, answer.id)?.progress
  const { words, share } = stepOf(answer, progress, waitingBefore(jobs, answer.id))
  const [what, ...numbers] = words.split(' · ')
  return (
    <div className="answer-work">
      <p>{what}</p>
      <Button small onClick={() => cancelJob(answer.id)} title="Esc">
        <Square size={11} aria-hidden /> Stop
      </Button>
      <Progress label={words} share={share} />
      {numbers.length > 0 && <p className="answer-numbers">{numbers.join(' · ')}</p>}
    </div>
  )
}
