import './models.css'
import { useEffect } from 'react'
import { useFileDrop } from '../../design/use_file_drop'
import { droppedPaths } from '../../ipc/dropped_paths'
import { useModels } from '../../state/models'
import { AddModel } from './AddModel'
import { GetModel } from './GetModel'
import { ModelItem } from './ModelItem'

/** The models that there are, which one is used, and how to come by more. */
export function ModelsPage() {
  const { models, problem, load, forget, add } = useModels()
  const isOver = useFileDrop((files) => void add(droppedPaths(files)), { alone: true })
  useEffect(() => {
    void load()
    return forget
  }, [load, forget])
  return (
    <div className={`models ${isOver ? 'is-over' : ''}`}>
      <p className="ui-muted">
        The model in use reads your documents and answers. You may use another at any time: documents and answers stay,
        and each answer says which model gave it.
      </p>
      {problem && (
        <p className="settings-problem" role="alert">
          {problem}
        </p>
      )}
      {models ? (
        <ul className="models-list" aria-label="Models">
          {models.map((model) => (
            <ModelItem key={model.id} model={model} />
          ))}
        </ul>
      ) : (
        !problem && <p className="ui-muted">Looking at the models…</p>
      )}
      <AddModel />
      <GetModel />
    </div>
  )
}
