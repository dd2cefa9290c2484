import './settings.css'
import { useState } from 'react'
import type { Settings } from '../../electron/shared/ipc/settings_data'
import { AppDialog } from '../design/AppDialog'
import { NumberField } from '../design/NumberField'
import { ask } from '../ipc/client'
import { useApp } from '../state/app'
import { EndpointSettings } from './EndpointSettings'
import { MachineSettings } from './MachineSettings'
import { ModelSettings } from './ModelSettings'
import { Row } from './Row'
import { ScanLanguages } from './ScanLanguages'
import { SettingsTabs } from './SettingsTabs'
import { Storage } from './Storage'

const GB = 2 ** 30

/** What the user may set, each with what it does. Every change counts at once. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useApp((state) => state.settings)
  const [problem, setProblem] = useState<string>()
  if (!settings) return null
  const change = async (changes: Partial<Settings>) => {
    setProblem(undefined)
    try {
      useApp.getState().setSettings(await ask('app.change', changes))
    } catch (error) {
      // the banner is behind the dialog
      setProblem((error as Error).message)
    }
  }
  return (
    <AppDialog title="Settings" onClose={onClose} wide>
      <SettingsTabs
        general={
          <>
            {problem && (
              <p className="settings-problem" role="alert">
                {problem}
              </p>
            )}
            <ModelSettings />
            <EndpointSettings settings={settings} />
            <MachineSettings settings={settings} />
            <ReadingSettings settings={settings} change={change} />
            <ComputerSettings settings={settings} change={change} />
            <Storage />
          </>
        }
      />
    </AppDialog>
  )
}

interface GroupProps {
  settings: Settings
  /** Counts at once. */
  change: (changes: Partial<Settings>) => Promise<void>
}

const ReadingSettings = ({ settings, change }: GroupProps) => (
  <section className="settings-group">
    <h3>Reading</h3>
    <Row label="Length of a summary" hint="Sentences, 1 to 10.">
      <NumberField
        value={settings.summarySentences}
        least={1}
        most={10}
        onChange={(n) => n !== null && change({ summarySentences: n })}
      />
    </Row>
    <Row
      label="Answer questions in two looks"
      hint="The first finds excerpts in the whole document, the second answers from them. Else the whole is asked at once."
    >
      <input
        type="checkbox"
        checked={settings.twoLooks}
        onChange={({ target }) => change({ twoLooks: target.checked })}
      />
    </Row>
    <ScanLanguages value={settings.scanLanguages} onChange={(scanLanguages) => change({ scanLanguages })} />
    <Row
      label="Tokens that enter attention"
      hint="In each layer, for each token: the indexer’s top-k. Empty: what the model was trained for."
    >
      <NumberField value={settings.topK} least={1} optional onChange={(topK) => change({ topK })} />
    </Row>
    <Row label="Context" hint="Tokens read at once; longer documents are read in parts. Empty: as the document needs.">
      <NumberField value={settings.context} least={1536} optional onChange={(context) => change({ context })} />
    </Row>
  </section>
)

const ComputerSettings = ({ settings, change }: GroupProps) => (
  <section className="settings-group">
    <h3>This computer</h3>
    <Row label="Threads" hint="Empty: one for each physical core.">
      <NumberField value={settings.threads} least={1} optional onChange={(threads) => change({ threads })} />
    </Row>
    <Row label="Layers on the GPU" hint="0: everything is computed on the processor.">
      <NumberField value={settings.gpuLayers} least={0} onChange={(n) => n !== null && change({ gpuLayers: n })} />
    </Row>
    <Row
      label="Disk for what was read (GB)"
      hint="A document that was read once opens in a moment, also after a restart: its KV cache is kept. The oldest go first."
    >
      <NumberField
        value={settings.cacheBytes / GB}
        least={0}
        fractions
        onChange={(gb) => gb !== null && change({ cacheBytes: Math.round(gb * GB) })}
      />
    </Row>
    <Row label="Appearance" hint="As the system has it, unless you choose.">
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
  </section>
)
