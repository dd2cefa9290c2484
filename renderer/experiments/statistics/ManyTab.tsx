import { useEffect, useMemo, useState } from 'react'
import { counted } from '../../../electron/shared/shown/numbers'
import { Button } from '../../design/Button'
import { RunningTask } from '../../design/RunningTask'
import { useAnswers } from '../../state/answers'
import { attempt } from '../../state/app'
import { useLibrary } from '../../state/library'
import { useTasks } from '../../state/tasks'
import { COUNT_TASK, useCounting } from './counting'
import { StatisticsView } from './StatisticsView'
import { type Saved, savedAnswers } from './saved'

/** Selections counted over many saved answers. */
export function ManyTab() {
  const saved = useSaved()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const { statistics, counted: over, count, save } = useCounting()
  const task = useTasks((state) => state.running[COUNT_TASK])
  const problem = useTasks((state) => state.problems[COUNT_TASK])
  if (!saved) return <p className="ui-muted">Looking for saved answers…</p>
  if (saved.length === 0)
    return <p className="ui-muted">No answer is saved yet: ask something about a document first.</p>
  const chosen = saved.filter(({ answer }) => !left.has(answer))
  const choose = (answers: readonly string[], isChosen: boolean) => {
    const next = new Set(left)
    for (const answer of answers) isChosen ? next.delete(answer) : next.add(answer)
    setLeft(next)
  }
  return (
    <>
      <p className="try-about">
        <b>What is selected, over many answers.</b>
        <span className="ui-muted"> Choose saved answers of models with the same number of layers.</span>
      </p>
      <AnswerChoice saved={saved} left={left} onChoose={choose} />
      {task ? (
        <RunningTask name={COUNT_TASK} task={task} />
      ) : (
        <div className="try-ask-row">
          <Button look="primary" disabled={chosen.length === 0} onClick={() => void count(chosen)}>
            Count over {counted(chosen.length, 'answer')}
          </Button>
          {statistics && <Button onClick={() => void save()}>Export as CSV…</Button>}
        </div>
      )}
      {problem && (
        <p className="try-problem" role="alert">
          {problem}
        </p>
      )}
      {statistics && <StatisticsView statistics={statistics} over={over} />}
    </>
  )
}

/** Looked up again when there are others. */
function useSaved(): Saved[] | undefined {
  const documents = useLibrary((state) => state.documents)
  const answers = useAnswers((state) => state.answers)
  const [saved, setSaved] = useState<Saved[]>()
  const complete = answers.filter(({ result }) => result).length
  useEffect(() => {
    let isWanted = complete >= 0
    void attempt(async () => {
      const found = await savedAnswers(documents)
      if (isWanted) setSaved(found)
    })
    return () => {
      isWanted = false
    }
  }, [documents, complete])
  return saved
}

function byDocument(saved: readonly Saved[]): Map<string, Saved[]> {
  const documents = new Map<string, Saved[]>()
  for (const one of saved) documents.set(one.document, [...(documents.get(one.document) ?? []), one])
  return documents
}

interface ChoiceProps {
  saved: readonly Saved[]
  /** What is not counted. */
  left: ReadonlySet<string>
  onChoose(answers: readonly string[], isChosen: boolean): void
}

function AnswerChoice({ saved, left, onChoose }: ChoiceProps) {
  const documents = useMemo(() => byDocument(saved), [saved])
  return (
    <ul className="try-saved">
      {[...documents].map(([document, answers]) => (
        <li key={document}>
          <label className="lens-check">
            <input
              type="checkbox"
              checked={answers.every(({ answer }) => !left.has(answer))}
              onChange={({ target }) =>
                onChoose(
                  answers.map(({ answer }) => answer),
                  target.checked,
                )
              }
            />
            <b>{answers[0]!.file}</b>
          </label>
          <ul>
            {answers.map(({ answer, title, tokens, layers }) => (
              <li key={answer}>
                <label className="lens-check">
                  <input
                    type="checkbox"
                    checked={!left.has(answer)}
                    onChange={({ target }) => onChoose([answer], target.checked)}
                  />
                  <span>{title}</span>
                  <span className="ui-muted">
                    {counted(tokens, 'token')}, {counted(layers, 'layer')}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
