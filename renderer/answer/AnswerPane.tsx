import './answer.css'
import { useEffect, useRef } from 'react'
import { useAnswers } from '../state/answers'
import { useApp } from '../state/app'
import { AnswerCard } from './AnswerCard'
import { AskBox } from './AskBox'

/** All answers about the open document, newest last, and where one asks for more. */
export function AnswerPane() {
  const answers = useAnswers((state) => state.answers)
  const builtIn = useApp((state) => state.status?.model.builtIn ?? false)
  const end = useRef<HTMLDivElement>(null)
  const newest = answers.at(-1)?.id
  useEffect(() => {
    if (newest) end.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [newest])
  return (
    <section className="answer" aria-label="Answers">
      <div className="answer-list" ref={end}>
        {answers.length === 0 && <p className="answer-empty ui-muted">Ask for a summary, or ask a question below.</p>}
        {answers.map((answer, i) => (
          <AnswerCard key={answer.id} answer={answer} waiting={waitingBefore(i)} />
        ))}
      </div>
      {builtIn && answers.length > 0 && (
        <p className="answer-note ui-muted">The built-in model is small and gets facts wrong: check the pages.</p>
      )}
      <AskBox />
    </section>
  )

  function waitingBefore(index: number): number {
    return answers.slice(0, index).filter(({ state }) => ['queued', 'reading', 'answering'].includes(state)).length
  }
}
