import './running.css'
import { type Task, taskWords, useTasks } from '../state/tasks'
import { Button } from './Button'
import { Progress } from './Progress'

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
