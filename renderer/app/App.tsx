import './app.css'
import { Tooltip } from 'radix-ui'
import { CostDialog } from '../cost/CostDialog'
import { Tour } from '../lens/tour/Tour'
import { SettingsDialog } from '../settings/SettingsDialog'
import { useApp } from '../state/app'
import { Announcer } from './Announcer'
import { DropVeil } from './DropVeil'
import { Licences } from './Licences'
import { ModelCard } from './ModelCard'
import { Panes } from './Panes'
import { Problems } from './Problems'
import { ShortcutsDialog } from './ShortcutsDialog'
import { StatusLine } from './StatusLine'
import { SentDialog } from './sent/SentDialog'
import { useShortcuts } from './shortcuts'
import { useTheme } from './theme'

/** The frame: library, document, answer with the lens under it. */
export function App() {
  useTheme()
  useShortcuts()
  const isReady = useApp((state) => state.settings !== undefined)
  return (
    <Tooltip.Provider delayDuration={400}>
      <div className="app">
        <Problems />
        <main className="app-main" aria-busy={!isReady}>
          {isReady && <Panes />}
        </main>
        <StatusLine />
        <DropVeil />
        <Dialogs />
        <Announcer />
        <Tour />
      </div>
    </Tooltip.Provider>
  )
}

function Dialogs() {
  const { dialog, show } = useApp()
  const close = () => show(undefined)
  if (dialog === 'settings' || dialog === 'models') return <SettingsDialog onClose={close} />
  if (dialog === 'shortcuts') return <ShortcutsDialog onClose={close} />
  if (dialog === 'model-card') return <ModelCard onClose={close} />
  if (dialog === 'licences') return <Licences onClose={close} />
  if (dialog === 'sent') return <SentDialog onClose={close} />
  if (dialog === 'cost') return <CostDialog onClose={close} />
  return null
}
