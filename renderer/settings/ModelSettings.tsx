import type { Settings } from '../../electron/shared/ipc/settings_data'
import { count } from '../../electron/shared/shown/numbers'
import { Button } from '../design/Button'
import { useApp } from '../state/app'

interface ModelSettingsProps {
  settings: Settings
  onPick: () => void
  onBuiltIn: () => void
}

/** Which model reads. */
export function ModelSettings({ settings: { model: path }, onPick, onBuiltIn }: ModelSettingsProps) {
  const model = useApp((state) => state.status?.model)
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
        <Button onClick={onPick}>Choose a DeepSeek-V3.2 GGUF…</Button>
        {path && <Button onClick={onBuiltIn}>Use the built-in model</Button>}
      </div>
    </section>
  )
}
