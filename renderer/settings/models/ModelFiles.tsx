import { BUILT_IN, type ModelEntry } from '../../../electron/shared/ipc/model_data'
import { Button } from '../../design/Button'
import { RunningTask } from '../../design/RunningTask'
import { ask } from '../../ipc/client'
import { useModels } from '../../state/models'
import { useTasks } from '../../state/tasks'
import { fileName, hashingWords, identityWords } from './words'

/** Where a model's files lie, what tells them apart, and by which chat template it is asked. */
export function ModelFiles({ model }: { model: ModelEntry }) {
  const { id, path, state, hash } = model
  return (
    <details className="models-files">
      <summary>Files{id === BUILT_IN ? '' : ' and chat template'}</summary>
      <p className="settings-path">{path}</p>
      {state !== 'missing' && (
        <>
          <p className="settings-path">{identityWords(hash)}</p>
          {!hash?.sha256 && <HashAll model={model} />}
        </>
      )}
      {id !== BUILT_IN && <Template model={model} />}
    </details>
  )
}

function HashAll({ model: { id, name, card } }: { model: ModelEntry }) {
  const task = `hash ${id}`
  const { running, problems, run } = useTasks()
  const load = useModels((state) => state.load)
  const hash = async () => {
    const found = await run(task, (job) => ask('models.hash', { job, model: id }))
    if (found) await load()
  }
  if (running[task]) return <RunningTask name={task} task={running[task]} />
  return (
    <div className="models-row">
      <Button small aria-label={`Hash all bytes: ${name}`} onClick={() => void hash()}>
        Hash all bytes
      </Button>
      <span className="ui-muted">{hashingWords(card?.files ?? 1)}</span>
      {problems[task] && <p role="alert">{problems[task]}</p>}
    </div>
  )
}

function Template({ model: { id, name, template } }: { model: ModelEntry }) {
  const change = useModels((state) => state.change)
  const ofModel = (own: boolean) => void change(() => ask('models.template', { model: id, own }))
  return (
    <div className="models-row">
      <span>Chat template: {template ? <b title={template}>{fileName(template)}</b> : 'the model’s own'}</span>
      <Button small aria-label={`Choose a file… with a chat template for ${name}`} onClick={() => ofModel(false)}>
        Choose a file…
      </Button>
      {template && (
        <Button small aria-label={`Use the model’s own: ${name}`} onClick={() => ofModel(true)}>
          Use the model’s own
        </Button>
      )}
    </div>
  )
}
