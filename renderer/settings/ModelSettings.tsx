import { count } from '../../electron/shared/shown/numbers'
import { Button } from '../design/Button'
import { useApp } from '../state/app'

/** Which model reads; the page of models has all of them. */
export function ModelSettings() {
  const { status, settings, show } = useApp()
  const model = status?.model
  const path = settings?.model
  return (
    <section className="settings-group">
      <h3>Model</h3>
      <p className="settings-model">{model?.name || 'Starting…'}</p>
      {model && model.layers > 0 && (
        <p className="ui-muted">
          {model.builtIn ? 'Built in, small, gets facts wrong' : 'Your own file'} · {count(model.layers)} layers ·{' '}
          {count(model.topK)} tokens enter attention in each · context of {count(model.contextLength)} tokens
        </p>
      )}
      {path && <p className="ui-muted settings-path">{path}</p>}
      {model?.problem && <p className="settings-problem">{model.problem}</p>}
      <div className="settings-actions">
        <Button onClick={() => show('models')}>All models…</Button>
      </div>
    </section>
  )
}
