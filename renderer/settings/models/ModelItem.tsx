import { Check, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { BUILT_IN, type ModelEntry } from '../../../electron/shared/ipc/model_data'
import { ask } from '../../ipc/client'
import { useModels } from '../../state/models'
import { ModelActions } from './ModelActions'
import { ModelFiles } from './ModelFiles'
import { ModelName } from './ModelName'
import { ModelPlan } from './ModelPlan'
import { factsOf, fitWords, stateWords } from './words'

/** One model: what it is, whether it is of use here, and what can be done with it. */
export function ModelItem({ model }: { model: ModelEntry }) {
  const { id, card, fit, state, isUsed, isLoaded } = model
  const heading = useId()
  const said = stateWords(model)
  return (
    <li className={`models-item ${isUsed ? 'is-used' : ''}`} aria-labelledby={heading} data-model={id}>
      <div className="models-top">
        <ModelName model={model} heading={heading} />
        {isUsed && <span className="models-mark is-used">In use</span>}
        {id === BUILT_IN && <span className="models-mark">Built in</span>}
        {isLoaded && <span className="models-mark">In memory</span>}
      </div>
      {said && <p className={state === 'ready' ? 'ui-muted' : 'settings-problem'}>{said}</p>}
      {id === BUILT_IN && <p className="ui-muted">Small, so that everybody can begin at once; it gets facts wrong.</p>}
      {fit && state !== 'missing' && (
        <p className={`models-fit ${fit.fits ? '' : 'is-too-large'}`}>
          {fit.fits ? <Check size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}
          <span>{fitWords(fit)}</span>
        </p>
      )}
      {card && (
        <dl className="models-facts">
          {factsOf(card).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {model.canThink && <Thinks model={model} />}
      {id !== BUILT_IN && state === 'ready' && <ModelPlan model={model} />}
      <ModelFiles model={model} />
      <ModelActions model={model} />
    </li>
  )
}

/** Whether it is to think before it answers. */
function Thinks({ model: { id, name, thinks = false } }: { model: ModelEntry }) {
  const change = useModels((state) => state.change)
  return (
    <label className="models-think">
      <input
        type="checkbox"
        aria-label={`Think first: ${name}`}
        checked={thinks}
        onChange={({ target }) => void change(() => ask('models.think', { model: id, on: target.checked }))}
      />
      Think before answering: slower, often better; what it thinks is shown apart from the answer
    </label>
  )
}
