import { Popover } from 'radix-ui'
import type { ComputedPart } from '../../electron/shared/ipc/answer_data'
import type { Status } from '../../electron/shared/ipc/settings_data'
import { computedWords, wasSparse } from '../../electron/shared/shown/computed'
import { isOfMass } from '../../electron/shared/shown/measure'
import { RemoteBadge } from '../design/RemoteBadge'
import { useAnswers } from '../state/answers'
import { useApp } from '../state/app'
import { instructionWords } from '../words/instruction_words'
import { RunningExports } from './RunningExports'
import { RunningJob } from './RunningJob'
import { RunningMeasurement } from './RunningMeasurement'

/** Names model, device and instruction sets, and says whether attention is really computed sparse. */
export function StatusLine() {
  const { status, settings, show } = useApp()
  const elsewhere = settings?.endpoint?.address ?? settings?.servers.join(', ')
  return (
    <footer className="app-status">
      {elsewhere && (
        <button type="button" className="app-status-item" onClick={() => show('settings')}>
          <RemoteBadge host={elsewhere} />
        </button>
      )}
      {status?.model.name ? <Machine status={status} /> : <span>Starting the engine…</span>}
      <span className="app-status-room" />
      <RunningExports />
      <RunningMeasurement />
      <RunningJob />
      {status?.model.builtIn && status.model.name && (
        <button type="button" className="app-status-item is-warning" onClick={() => show('model-card')}>
          Built-in model: small, and it errs
        </button>
      )}
      <button
        type="button"
        className="app-status-item"
        onClick={() => show('shortcuts')}
        aria-label="Keyboard shortcuts"
      >
        ?
      </button>
    </footer>
  )
}

function Machine({ status: { model, device, instructionSets, engine } }: { status: Status }) {
  const show = useApp((state) => state.show)
  return (
    <>
      <button type="button" className="app-status-item" onClick={() => show('models')} title="Models and settings">
        {model.name}
      </button>
      <span className="app-status-device" title={`${device}: ${instructionSets}`}>
        {[device, instructionWords(instructionSets)].filter(Boolean).join(' · ')}
      </span>
      {model.problem ? (
        <button
          type="button"
          className="app-status-item app-status-problem"
          title={`${model.problem} Choose another in the settings.`}
          onClick={() => show('models')}
        >
          {model.problem}
        </button>
      ) : (
        <Attention />
      )}
      {engine === 'ended' && <span>The engine has stopped; the next request starts it again.</span>}
    </>
  )
}

/** What computed the newest answer of the model in use. */
function useComputed(): ComputedPart[] | undefined {
  const model = useApp((state) => state.status?.model.name)
  const answers = useAnswers((state) => state.answers)
  return answers.findLast(({ result }) => result?.computed?.length && result.model.name === model)?.result?.computed
}

const SPARSE = 'Only the tokens that entered attention were computed, so long documents cost less.'
const MASKED =
  'The selection is exact all the same: tokens that did not enter are masked out, which costs time and changes nothing of what is shown.'

/** Why attention is computed as it is: not a matter of the model, but of the machine. */
function Attention() {
  const { attention, model } = useApp((state) => state.status) ?? {}
  const computed = useComputed()
  if (!attention || !model) return null
  const isSparse = (computed && wasSparse(computed)) ?? attention.sparse
  const words = isOfMass(model)
    ? 'Every token enters attention'
    : isSparse
      ? 'Attention computed sparse'
      : 'Attention computed dense, with a mask'
  return (
    <Popover.Root>
      <Popover.Trigger className="app-status-item">{words}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="ui-popover" side="top" sideOffset={8} collisionPadding={8} aria-label={words}>
          <p>{attention.reason.replace(/[^.]$/, '$&.')}</p>
          {computed && <p>As the newest answer was computed: {computedWords(computed)}</p>}
          {!isOfMass(model) && <p className="ui-muted">{isSparse ? SPARSE : MASKED}</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
