import type { LoadChoice, Plan } from '../../../electron/shared/ipc/plan_data'
import { count } from '../../../electron/shared/shown/numbers'
import { NumberField } from '../../design/NumberField'
import { Row } from '../Row'

interface Props {
  plan: Plan
  /** What was chosen; the rest is planned. */
  choice: LoadChoice
  onChange(choice: LoadChoice): void
}

/** Every choice of a plan. An empty field is planned; the hint says as what. */
export function PlanChoices({ plan: { choice: planned, model, machine }, choice, onChange }: Props) {
  const set = (changes: LoadChoice) => onChange({ ...choice, ...changes })
  const or = (value: number | null) => value ?? undefined
  return (
    <div className="models-choices">
      <Row label="Context" hint={`Tokens, at most ${count(model.contextLength)}. Planned: ${count(planned.context)}.`}>
        <NumberField
          value={choice.context ?? null}
          least={1536}
          most={model.contextLength}
          optional
          onChange={(n) => set({ context: or(n) })}
        />
      </Row>
      <Row label="KV cache" hint="8 bits take about half the memory of 16.">
        <select
          className="ui-field"
          value={planned.keys}
          onChange={({ target }) => set({ keys: target.value as LoadChoice['keys'] })}
        >
          <option value="f16">16 bits</option>
          <option value="q8_0">8 bits</option>
        </select>
      </Row>
      {machine.gpus.length > 0 && <GpuChoices {...{ planned, model, machine, choice, set }} />}
      <Row label="Read weights from the file" hint="As they are needed. Else all are copied into memory first.">
        <input
          type="checkbox"
          checked={planned.mapped}
          onChange={({ target }) => set({ mapped: target.checked ? undefined : false })}
        />
      </Row>
      <Row label="Threads" hint={`Planned: ${count(planned.threads)}.`}>
        <NumberField
          value={choice.threads ?? null}
          least={1}
          most={1024}
          optional
          onChange={(n) => set({ threads: or(n) })}
        />
      </Row>
    </div>
  )
}

interface GpuProps extends Pick<Plan, 'model' | 'machine'> {
  planned: Plan['choice']
  choice: LoadChoice
  set(changes: LoadChoice): void
}

function GpuChoices({ planned, model, machine: { gpus }, choice, set }: GpuProps) {
  const all = model.layers + 1
  const splitAt = (at: number, layers: number) => {
    const split = gpus.map((_, i) => (i === at ? layers : (planned.split[i] ?? 0)))
    set({ split, gpuLayers: split.reduce((sum, n) => sum + n, 0) })
  }
  return (
    <>
      <Row
        label="Layers on the GPU"
        hint={`Of ${count(all)}, the output is one. Planned: ${count(planned.gpuLayers)}.`}
      >
        <NumberField
          value={choice.gpuLayers ?? null}
          least={0}
          optional
          onChange={(n) => set({ gpuLayers: n ?? undefined, split: undefined })}
        />
      </Row>
      <Row
        label="Layers whose experts stay in main memory"
        hint={`From the first. Planned: ${count(planned.cpuExperts)}.`}
      >
        <NumberField
          value={choice.cpuExperts ?? null}
          least={0}
          most={model.layers}
          optional
          onChange={(n) => set({ cpuExperts: n ?? undefined })}
        />
      </Row>
      {gpus.length > 1 &&
        gpus.map(({ name }, i) => (
          <Row key={name} label={`Layers on ${name}`} hint="0: this device is not used.">
            <NumberField value={planned.split[i] ?? 0} least={0} onChange={(n) => n !== null && splitAt(i, n)} />
          </Row>
        ))}
    </>
  )
}
