import { useEffect, useRef } from 'react'
import { Notice } from '../../design/Notice'
import { PageChip } from '../../design/PageChip'
import { Quoted } from '../../design/Quoted'
import { RunningTask } from '../../design/RunningTask'
import { useTasks } from '../../state/tasks'
import { rankOf, useFind } from './find'
import { FINDING, findByMeaning } from './meaning'

/** What was found by meaning, best first, with its pages; how far looking has come; what failed. */
export function Passages() {
  const state = useFind()
  const { query, passages, choose } = state
  const task = useTasks(({ running }) => running[FINDING])
  const problem = useTasks(({ problems }) => problems[FINDING])
  const at = rankOf(state)
  const shown = useRef<HTMLLIElement>(null)
  useEffect(() => shown.current?.scrollIntoView?.({ block: 'nearest' }), [at])
  if (task) return <RunningTask name={FINDING} task={task} />
  if (problem) return <Notice again={() => void findByMeaning()}>{problem}</Notice>
  if (passages.length === 0) {
    return query.trim() === '' ? (
      <p className="reader-find-about">
        A question in your own words: the model’s indexers tell where they look for it, and the model how probable the
        best passages make it. No text is compared.
      </p>
    ) : null
  }
  return (
    <ol className="reader-find-passages">
      {passages.map(({ sentence, page, text, uncertain }, rank) => (
        <li key={sentence} ref={rank === at ? shown : undefined}>
          <button type="button" aria-current={rank === at} onClick={() => choose(rank)}>
            <PageChip page={page} />
            <span>
              <Quoted text={text} uncertain={uncertain} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
