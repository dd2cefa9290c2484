import { Copy, Download, RotateCcw, Square, Trash2 } from 'lucide-react'
import type { AnswerEntry } from '../../electron/ipc/answer_data'
import { askAgain, cancelAnswer, removeAnswer } from '../app/asking'
import { Button, IconButton } from '../design/Button'
import { ask } from '../ipc/client'
import { useAnswers } from '../state/answers'
import { attempt } from '../state/app'
import { AnswerText } from './AnswerText'
import { OtherTexts } from './OtherTexts'
import { stepOf } from './progress_words'
import { coverageWords, endWords, requestWords, timingWords } from './request_words'

interface AnswerCardProps {
  answer: AnswerEntry
  /** Answers at work or waiting before it. */
  waiting: number
}

/** One request with its answer. */
export function AnswerCard({ answer, waiting }: AnswerCardProps) {
  const { state, request, result } = answer
  const isAtWork = state === 'queued' || state === 'reading' || state === 'answering'
  const end = isAtWork ? undefined : endWords(answer)
  return (
    <article className="answer-card" data-state={state} data-answer={answer.id} aria-busy={isAtWork}>
      <header className="answer-top">
        <h2>{requestWords(request)}</h2>
        {!isAtWork && <Actions answer={answer} />}
      </header>
      {isAtWork && <AtWork answer={answer} waiting={waiting} />}
      <AnswerText answer={answer} />
      {end && (
        <p className={`answer-end is-${state}`} role={state === 'failed' ? 'alert' : undefined}>
          {end}
        </p>
      )}
      {result && <OtherTexts answer={answer} result={result} />}
      {result && (
        <footer className="answer-foot ui-muted">
          <p>{coverageWords(result)}</p>
          <p>{timingWords(result)}</p>
        </footer>
      )}
    </article>
  )
}

function AtWork({ answer, waiting }: AnswerCardProps) {
  const progress = useAnswers((state) => state.progress[answer.id])
  const { words, share } = stepOf(answer, progress, waiting)
  return (
    <div className="answer-work">
      <div>
        <p role="status">{words}</p>
        <progress className="ui-progress" aria-label={words} {...(share === undefined ? {} : { value: share })} />
      </div>
      <Button small onClick={() => cancelAnswer(answer.id)}>
        <Square size={12} aria-hidden /> Stop
      </Button>
    </div>
  )
}

function Actions({ answer }: { answer: AnswerEntry }) {
  const { id, text } = answer
  const copy = () => attempt(async () => ask('app.copy', { text: await ask('answers.markdown', { answer: id }) }))
  return (
    <div className="answer-actions">
      <IconButton name="Ask again; this answer is kept" small onClick={() => askAgain(answer)}>
        <RotateCcw size={14} aria-hidden />
      </IconButton>
      {text && (
        <>
          <IconButton name="Copy as Markdown with pages" small onClick={copy}>
            <Copy size={14} aria-hidden />
          </IconButton>
          <IconButton
            name="Export as Markdown…"
            small
            onClick={() => attempt(() => ask('answers.export', { answer: id }))}
          >
            <Download size={14} aria-hidden />
          </IconButton>
        </>
      )}
      <IconButton name="Delete this answer" small onClick={() => removeAnswer(id)}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
