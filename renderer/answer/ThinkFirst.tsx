import './thinking.css'
import { ask } from '../ipc/client'
import { attempt, useApp } from '../state/app'

/** The switch of the model in use, where it can think before it answers. */
export function ThinkFirst() {
  const thinks = useApp(({ status }) => status?.model.thinks)
  if (thinks === undefined) return null
  return (
    <label
      className="answer-think"
      title="The model thinks before it answers: slower, often better. What it thinks is shown apart."
    >
      <input
        type="checkbox"
        checked={thinks}
        onChange={({ target }) => void attempt(() => ask('models.think', { on: target.checked }))}
      />
      Think first
    </label>
  )
}
