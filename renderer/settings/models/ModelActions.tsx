import { useState } from 'react'
import { BUILT_IN, type ModelEntry } from '../../../electron/shared/ipc/model_data'
import { Button } from '../../design/Button'
import { ConfirmDialog } from '../../design/ConfirmDialog'
import { RunningTask } from '../../design/RunningTask'
import { ask } from '../../ipc/client'
import { useModels } from '../../state/models'
import { useTasks } from '../../state/tasks'

/** What can be done with a model. */
export function ModelActions({ model }: { model: ModelEntry }) {
  const { id, name, state, problem, isUsed } = model
  const { use, change } = useModels()
  const [isRemoving, setRemoving] = useState(false)
  const lacksTemplate = problem?.code === 'no-chat-template'
  return (
    <div className="settings-actions">
      {!isUsed && state === 'ready' && (
        <Button look="primary" aria-label={`Use this model: ${name}`} onClick={() => void use(id)}>
          Use this model
        </Button>
      )}
      {lacksTemplate && (
        <Button onClick={() => void change(() => ask('models.template', { model: id, own: false }))}>
          Choose a chat template…
        </Button>
      )}
      {state === 'missing' && (
        <Button
          aria-label={`Look for it…: ${name}`}
          onClick={() => void change(() => ask('models.find', { model: id }))}
        >
          Look for it…
        </Button>
      )}
      {isUsed && state === 'ready' && <Memory model={model} />}
      {id !== BUILT_IN && (
        <Button look="quiet" aria-label={`Remove from the list: ${name}`} onClick={() => setRemoving(true)}>
          Remove from the list
        </Button>
      )}
      {isRemoving && (
        <ConfirmDialog
          title="Remove it from the list?"
          verb="Remove"
          onClose={() => setRemoving(false)}
          onConfirm={() => void change(() => ask('models.remove', { model: id }))}
        >
          “{name}” leaves the list; its files stay where they are, and so do all documents and answers.
          {isUsed && ' The built-in model is used from then on.'}
        </ConfirmDialog>
      )}
    </div>
  )
}

const TASK = 'model memory'

/** Loads the model before it is needed, and frees its memory. */
function Memory({ model: { isLoaded } }: { model: ModelEntry }) {
  const { running, problems, run } = useTasks()
  if (running[TASK]) return <RunningTask name={TASK} task={running[TASK]} />
  return (
    <>
      {isLoaded ? (
        <Button onClick={() => void run(TASK, (job) => ask('models.unload', { job }))}>Free its memory</Button>
      ) : (
        <Button onClick={() => void run(TASK, (job) => ask('models.load', { job }))}>Load it now</Button>
      )}
      {problems[TASK] && <p role="alert">{problems[TASK]}</p>}
    </>
  )
}
