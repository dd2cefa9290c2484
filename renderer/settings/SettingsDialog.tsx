import './settings.css'
import type { ReactNode } from 'react'
import type { Settings } from '../../electron/ipc/settings_data'
import { AppDialog } from '../design/AppDialog'
import { Button } from '../design/Button'
import { ask } from '../ipc/client'
import { attempt, useApp } from '../state/app'

const GB = 2 ** 30

/** What the user may set, each with what it does. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { settings, change } = useApp()
  if (!settings) return null
  return (
    <AppDialog title="Settings" onClose={onClose}>
      <ModelChoice settings={settings} />
      <Row label="Appearance" hint="Follows the system unless you choose.">
        <select
          className="ui-field"
          value={settings.theme}
          onChange={(event) => change({ theme: event.target.value as Settings['theme'] })}
        >
          <option value="system">System</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </Row>
      <Row label="Sentences of a summary" hint="1 to 10.">
        <NumberField
          value={settings.summarySentences}
          least={1}
          most={10}
          onChange={(n) => n && change({ summarySentences: n })}
        />
      </Row>
      <Row
        label="Tokens that enter attention"
        hint="Top-k of the lightning indexer. Empty: what the model was trained for."
      >
        <NumberField value={settings.topK} least={1} onChange={(topK) => change({ topK })} />
      </Row>
      <Row label="Context" hint="Tokens read at once. Empty: chosen for the document.">
        <NumberField value={settings.context} least={1536} onChange={(context) => change({ context })} />
      </Row>
      <Row label="Threads" hint="Empty: one for each core.">
        <NumberField value={settings.threads} least={1} onChange={(threads) => change({ threads })} />
      </Row>
      <Row label="Layers on the GPU" hint="0 computes on the CPU.">
        <NumberField value={settings.gpuLayers} least={0} onChange={(n) => change({ gpuLayers: n ?? 0 })} />
      </Row>
      <Row label="Kept KV caches (GB)" hint="So that a document read once need not be read again. Oldest go first.">
        <NumberField
          value={settings.cacheBytes / GB}
          least={0}
          onChange={(gb) => change({ cacheBytes: (gb ?? 0) * GB })}
        />
      </Row>
    </AppDialog>
  )
}

function ModelChoice({ settings }: { settings: Settings }) {
  const { status, setSettings, change } = useApp()
  const pick = () => attempt(async () => setSettings(await ask('app.pickModel')))
  return (
    <section className="settings-model">
      <p>
        <strong>{status?.model.name}</strong>
        {status && (
          <span className="ui-muted">
            {' '}
            · {status.model.layers} layers, {status.model.topK} tokens enter attention in each
          </span>
        )}
      </p>
      {settings.model && <p className="ui-muted settings-path">{settings.model}</p>}
      {status?.model.problem && <p className="settings-problem">{status.model.problem}</p>}
      <div className="settings-actions">
        <Button onClick={pick}>Choose a DeepSeek-V3.2 GGUF…</Button>
        {settings.model && <Button onClick={() => change({ model: null })}>Use the built-in model</Button>}
      </div>
    </section>
  )
}

function Row({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="settings-row">
      <span>
        {label}
        <small className="ui-muted">{hint}</small>
      </span>
      {children}
    </label>
  )
}

interface NumberFieldProps {
  value: number | null
  least: number
  most?: number
  onChange: (value: number | null) => void
}

function NumberField({ value, least, most, onChange }: NumberFieldProps) {
  const commit = (text: string) => {
    const wanted = text === '' ? null : Math.round(Number(text))
    if (wanted === null || (wanted >= least && wanted <= (most ?? Number.MAX_SAFE_INTEGER))) onChange(wanted)
  }
  return (
    <input
      className="ui-field settings-number"
      type="number"
      min={least}
      max={most}
      defaultValue={value ?? ''}
      onBlur={(event) => commit(event.target.value)}
    />
  )
}
