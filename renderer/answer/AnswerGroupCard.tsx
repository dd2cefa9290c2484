import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { IconButton } from '../design/Button'
import type { AnswerGroup } from '../state/answer_groups'
import { isAtWork } from '../state/jobs'
import { requestWords } from '../words/request_words'
import { Actions } from './Actions'
import { AnswerBody } from './AnswerBody'
import { AtWork } from './AtWork'
import { FirstLook } from './FirstLook'

/** Titles of more characters may not be seen whole. */
const LONG = 60

/** One request with its answer; if it was asked again, with a switch between its answers. */
export function AnswerGroupCard({ group: { request, answers }, isNewest }: { group: AnswerGroup; isNewest: boolean }) {
  const { answer, at, choose } = useChosen(answers)
  const isBusy = isAtWork(answer.state)
  const { title, detail } = requestWords(request)
  return (
    <article className="answer-card" data-state={answer.state} data-answer={answer.id} aria-busy={isBusy}>
      <header className="answer-head">
        <div className="answer-top">
          <h2 title={title.length > LONG ? title : undefined}>
            {title}
            {detail && <span className="ui-muted"> {detail}</span>}
          </h2>
          {!isBusy && <Actions answer={answer} />}
        </div>
        {answers.length > 1 && <Switch at={at} of={answers.length} choose={choose} />}
        {isBusy && <AtWork answer={answer} />}
        {isNewest && answer.sentences.length > 0 && <FirstLook />}
      </header>
      <AnswerBody answer={answer} />
    </article>
  )
}

/** The newest, until another is chosen; again the newest when there is a newer one. */
function useChosen(answers: AnswerEntry[]) {
  const [choice, setChoice] = useState<{ id: string; newest: string }>()
  const newest = answers.at(-1)!
  const chosen = choice?.newest === newest.id ? answers.find(({ id }) => id === choice.id) : undefined
  const answer = chosen ?? newest
  const choose = (index: number) => setChoice({ id: answers[index]!.id, newest: newest.id })
  return { answer, at: answers.indexOf(answer), choose }
}

interface SwitchProps {
  at: number
  of: number
  choose: (index: number) => void
}

function Switch({ at, of, choose }: SwitchProps) {
  return (
    <div className="answer-switch">
      <IconButton name="Answer before" small disabled={at === 0} onClick={() => choose(at - 1)}>
        <ChevronLeft size={14} aria-hidden />
      </IconButton>
      <span>
        Answer {at + 1} of {of}
      </span>
      <IconButton name="Next answer" small disabled={at === of - 1} onClick={() => choose(at + 1)}>
        <ChevronRight size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
