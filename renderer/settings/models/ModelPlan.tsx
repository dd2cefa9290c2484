import { useEffect, useState } from 'react'
import type { ModelEntry } from '../../../electron/shared/ipc/model_data'
import type { LoadChoice, Plan } from '../../../electron/shared/ipc/plan_data'
import { Button } from '../../design/Button'
import { ask } from '../../ipc/client'
import { useModels } from '../../state/models'
import { PlanChoices } from './PlanChoices'
import { PlanTable } from './PlanTable'
import { chosenOf, planWords } from './plan_words'

/** How a model would be loaded: asked for once it is unfolded, and anew with every choice. */
export function ModelPlan({ model }: { model: ModelEntry }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="models-plan" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Memory and speed{model.load ? ', as you chose' : ''}</summary>
      {isOpen && <OpenPlan model={model} />}
    </details>
  )
}

function OpenPlan({ model: { id, name, load } }: { model: ModelEntry }) {
  const [choice, setChoice] = useState<LoadChoice>(load ?? {})
  const { plan, problem } = usePlan(id, choice)
  const change = useModels((state) => state.change)
  const loadAs = (chosen: LoadChoice | undefined) =>
    change(() => ask('models.loadAs', { model: id, ...(chosen && { choice: chosen }) }))
  if (problem) {
    return (
      <p className="settings-problem" role="alert">
        {problem}
      </p>
    )
  }
  if (!plan) return <p className="ui-muted">Planning…</p>
  return (
    <>
      {planWords(plan).map((words) => (
        <p key={words}>{words}</p>
      ))}
      <PlanTable plan={plan} />
      <PlanChoices plan={plan} choice={choice} onChange={setChoice} />
      <div className="settings-actions">
        <Button aria-label={`Load it like this: ${name}`} onClick={() => void loadAs(chosenOf(plan))}>
          Load it like this
        </Button>
        {load && (
          <Button
            look="quiet"
            aria-label={`As the settings say: ${name}`}
            onClick={() => {
              setChoice({})
              void loadAs(undefined)
            }}
          >
            As the settings say
          </Button>
        )}
      </div>
      <p className="ui-muted">
        {load
          ? 'It is loaded as you chose here, whatever the first page of the settings says.'
          : 'Until you choose, threads, context and layers on the GPU are those of the first page of the settings.'}
      </p>
    </>
  )
}

/** The plan for a choice; of several that were asked for, the last. */
function usePlan(model: string, choice: LoadChoice) {
  const [found, setFound] = useState<{ plan?: Plan; problem?: string }>({})
  useEffect(() => {
    let isWanted = true
    ask('models.plan', { model, choice }).then(
      (plan) => isWanted && setFound({ plan }),
      (error: Error) => isWanted && setFound({ problem: error.message }),
    )
    return () => {
      isWanted = false
    }
  }, [model, choice])
  return found
}
