import { Button } from '../design/Button'
import { Progress } from '../design/Progress'
import { type Task, taskWords, useTasks } from '../state/tasks'

/** How far a task has come, and a way to stop it. */
export function RunningTask({ name, task }: { name: string; task: Task }) {
  const stop = useTasks((state) => state.stop)
  const { words, share } = taskWords(task)
  return (
    <div className="try-running" role="status">
      <span>{words}</span>
      <Progress label={words} share={share} />
      <Button small aria-disabled={task.isStopping} onClick={() => void stop(name)}>
        Stop
      </Button>
    </div>
  )
}
