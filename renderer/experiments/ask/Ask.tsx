import { Button } from '../../design/Button'
import { RunningTask } from '../../design/RunningTask'
import { useTasks } from '../../state/tasks'
import { ASK_TASK } from './asking'

interface Props {
  onAsk(): void
  verb?: string
  note?: string
  disabled?: boolean
}

/** The button, or how far it has come; one experiment at a time. */
export function Ask({ onAsk, verb = 'Ask again', note, disabled }: Props) {
  const task = useTasks((state) => state.running[ASK_TASK])
  const problem = useTasks((state) => state.problems[ASK_TASK])
  if (task) return <RunningTask name={ASK_TASK} task={task} />
  return (
    <>
      <div className="try-ask-row">
        <Button look="primary" disabled={disabled} onClick={onAsk}>
          {verb}
        </Button>
        {note && <span className="ui-muted">{note}</span>}
      </div>
      {problem && (
        <p className="try-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
