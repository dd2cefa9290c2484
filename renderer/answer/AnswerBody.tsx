import { RotateCcw, Square } from 'lucide-react'
import { Fragment } from 'react'
import type { AnswerEntry } from '../../electron/ipc/answer_data'
import { askAgain, cancelAnswer } from '../app/asking'
import { Button } from '../design/Button'
import { Progress } from '../design/Progress'
import { isAtWork, useJobs, waitingBefore } from '../state/jobs'
import { AnswerFoot } from './AnswerFoot'
import { AnswerText } from './AnswerText'
import { OtherTexts } from './OtherTexts'
import { stepOf } from './progress_words'
import { endWords } from './request_words'

/** An answer: how far it is, what it says, how it ended, what it rests on. */
export function AnswerBody({ answer }: { answer: AnswerEntry }) {
  const { state, result } = answer
  const isBusy = isAtWork(state)
  const end = isBusy ? undefined : endWords(answer)
  return (
    <>
      {isBusy && <AtWork answer={answer} />}
      <AnswerText answer={answer} />
      {end && (
        <div className={`answer-end is-${state}`} role={state === 'failed' ? 'alert' : undefined}>
          <p>{end}</p>
          <Button small onClick={() => askAgain(answer)}>
            <RotateCcw size={12} aria-hidden /> Ask again
          </Button>
        </div>
      )}
      {result && <OtherTexts answer={answer} result={result} />}
      {result && <AnswerFoot result={result} />}
    </>
  )
}

function AtWork({ answer }: { answer: AnswerEntry }) {
  const jobs = useJobs((state) => state.jobs)
  const progress = jobs.find((job) => job.answer === answer.id)?.progress
  const { words, share } = stepOf(answer, progress, waitingBefore(jobs, answer.id))
  return (
    <div className="answer-work">
      <div>
        <p>
          {words.split(' · ').map((part, i) => (
            <Fragment key={part}>
              {i > 0 && ' · '}
              <span>{part}</span>
            </Fragment>
          ))}
        </p>
        <Progress label={words} share={share} />
      </div>
      <Button small onClick={() => cancelAnswer(answer.id)} title="Esc">
        <Square size={11} aria-hidden /> Stop
      </Button>
    </div>
  )
}
