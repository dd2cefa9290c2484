import './answer.css'
import { useEffect, useMemo, useRef } from 'react'
import { type AnswerGroup, groupsOf } from '../state/answer_groups'
import { useAnswers } from '../state/answers'
import { useApp } from '../state/app'
import { AnswerGroupCard } from './AnswerGroupCard'
import { AskBox } from './AskBox'
import { useFollowing } from './following'

/** All answers about the open document, newest last, and where one asks for more. */
export function AnswerPane() {
  const { answers, isLoading } = useAnswers()
  const builtIn = useApp((state) => state.status?.model.builtIn ?? false)
  const groups = useMemo(() => groupsOf(answers), [answers])
  return (
    <section className="answer" aria-label="Questions and answers">
      {groups.length > 0 ? <AnswerList groups={groups} /> : <Empty isLoading={isLoading} />}
      {builtIn && groups.length > 0 && (
        <p className="answer-note">The built-in model is small and gets facts wrong: check the pages.</p>
      )}
      <AskBox />
    </section>
  )
}

function AnswerList({ groups }: { groups: AnswerGroup[] }) {
  const list = useRef<HTMLElement>(null)
  const newest = groups.at(-1)!.answers.at(-1)!
  useEffect(() => {
    const card = list.current?.lastElementChild
    if (newest.id) card?.scrollIntoView({ block: 'start' })
  }, [newest.id])
  useFollowing(list, newest)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className="answer-list" ref={list} tabIndex={0} aria-label="Answers, newest last">
      {groups.map((group) => (
        <AnswerGroupCard key={group.key} group={group} isNewest={group === groups.at(-1)} />
      ))}
    </section>
  )
}

const Empty = ({ isLoading }: { isLoading: boolean }) => (
  <div className="answer-list answer-empty">
    {!isLoading && (
      <>
        <h2>Nothing asked yet</h2>
        <p>Summarize the document, or ask a question below. Each sentence of the answer names its pages.</p>
      </>
    )}
  </div>
)
