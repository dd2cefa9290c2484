import { useApp } from '../state/app'

/** Names model, device and instruction sets, and says whether attention is really computed sparse. */
export function StatusLine() {
  const { status, show } = useApp()
  if (!status) return <footer className="app-status">Starting…</footer>
  const { model, device, instructionSets, attention } = status
  return (
    <footer className="app-status">
      <button type="button" className="app-status-item" onClick={() => show('settings')} title="Settings">
        {model.name}
      </button>
      {model.problem && <span className="app-status-problem">{model.problem}</span>}
      <span className="app-status-device" title={`${device} (${instructionSets})`}>
        {device} · {instructionSets}
      </span>
      <span title={attention.reason} className="app-status-attention">
        {attention.sparse ? 'Attention computed sparse' : 'Selection exact; attention computed dense with a mask'}
      </span>
      {model.builtIn && (
        <button type="button" className="app-status-item is-warning" onClick={() => show('model-card')}>
          Built-in model: small, and it errs
        </button>
      )}
    </footer>
  )
}
