import './check.css'
import { useState } from 'react'
import { Notice } from '../../design/Notice'
import { RunningTask } from '../../design/RunningTask'
import { useTasks } from '../../state/tasks'
import type { Subject } from '../subject/subject'
import { ChangeStrip } from './ChangeStrip'
import { changeOver, changeText, hardestWords, likelihoodWords } from './change_words'
import { type Checked, checkName, taskName, useChecks } from './checks'

interface Props {
  subject: Subject
  /** Indices of the trace's sentences that are left out together. */
  sentences: readonly number[]
}

/** "What if the model had not read this?": asks, waits, and shows what it did to the words that are looked at. */
export function CheckEntry({ subject, sentences }: Props) {
  const { trace } = subject
  const sets = [[...sentences]]
  const name = taskName(trace, sets)
  const task = useTasks((state) => state.running[name])
  const problem = useTasks((state) => state.problems[name])
  const result = useChecks((state) => state.results[checkName(trace, sentences)])
  const check = () => void useChecks.getState().check(trace, sets)
  if (result) return <CheckResult subject={subject} result={result} />
  if (task) return <RunningTask name={name} task={task} />
  if (problem) return <Notice again={check}>{problem}</Notice>
  return (
    <button type="button" className="lens-more try-ask" onClick={check}>
      What if the model had not read this?
    </button>
  )
}

interface ResultProps {
  subject: Subject
  result: Checked
  /** "it", "them" */
  what?: string
}

export function CheckResult({ subject, result: { changes }, what = 'it' }: ResultProps) {
  const { generation, span } = subject
  const [withNumbers, setNumbers] = useState(false)
  const change = changeOver(changes, span)
  const hardest = hardestWords(changes, span, generation)
  const all = changeOver(changes, { from: 0, to: changes.length })
  return (
    <div className="try-result">
      <p>
        Without {what}: <b>{likelihoodWords(change)}</b>
        <span className="lens-quiet">
          {' '}
          ({changeText(change)} nats; whole answer {changeText(all)})
        </span>
        {hardest && <>, hardest hit: {hardest}</>}.{' '}
        <button type="button" className="lens-more" aria-pressed={withNumbers} onClick={() => setNumbers(!withNumbers)}>
          {withNumbers ? 'Hide numbers' : 'Numbers'}
        </button>
      </p>
      <ChangeStrip {...{ generation, changes, span, withNumbers }} />
    </div>
  )
}
