import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { useApp } from '../state/app'
import { ModelsPage } from './models/ModelsPage'

/** The pages of the settings: the app's dialog names which one is open. */
export function SettingsTabs({ general }: { general: ReactNode }) {
  const { dialog, show } = useApp()
  return (
    <Tabs.Root
      value={dialog === 'models' ? 'models' : 'settings'}
      onValueChange={(page) => show(page as 'models' | 'settings')}
    >
      <Tabs.List className="settings-tabs" aria-label="Pages of the settings">
        <Tabs.Trigger className="settings-tab" value="settings">
          General
        </Tabs.Trigger>
        <Tabs.Trigger className="settings-tab" value="models">
          Models
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="settings" tabIndex={-1}>
        {general}
      </Tabs.Content>
      <Tabs.Content value="models" tabIndex={-1}>
        <ModelsPage />
      </Tabs.Content>
    </Tabs.Root>
  )
}
