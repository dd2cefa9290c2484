import './app.css'
import { useState } from 'react'
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels'
import { AnswerPane } from '../answer/AnswerPane'
import { Lens } from '../lens/Lens'
import { LibraryPane } from '../library/LibraryPane'
import { Reader } from '../reader/Reader'
import { SettingsDialog } from '../settings/SettingsDialog'
import { useApp } from '../state/app'
import { useDocument } from '../state/document'
import { useLens } from '../state/lens'
import { DropVeil } from './DropVeil'
import { ModelCard } from './ModelCard'
import { Problems } from './Problems'
import { usePanes } from './panes'
import { remember } from './remembered'
import { ShortcutsDialog } from './ShortcutsDialog'
import { StatusLine } from './StatusLine'
import { useTheme } from './theme'
import { Welcome } from './Welcome'

/** The frame: library, document, answer with the lens under it. */
export function App() {
  useTheme()
  const ready = useApp((state) => state.settings !== undefined)
  return (
    <div className="app">
      <Problems />
      {ready && <Panes />}
      <StatusLine />
      <DropVeil />
      <Dialogs />
    </div>
  )
}

function Panes() {
  const { library, answer } = usePanes()
  const isOpen = useDocument((state) => state.entry !== undefined || state.problem !== undefined)
  const layout = useLayout('panes')
  return (
    <Group className="app-panes" orientation="horizontal" {...layout}>
      {library && (
        <>
          <Panel id="library" defaultSize="18%" minSize="180px" maxSize="40%">
            <LibraryPane />
          </Panel>
          <Separator className="app-separator" />
        </>
      )}
      <Panel id="document" minSize="320px">
        <main className="app-document">{isOpen ? <Reader /> : <Welcome />}</main>
      </Panel>
      {answer && isOpen && (
        <>
          <Separator className="app-separator" />
          <Panel id="answer" defaultSize="34%" minSize="320px">
            <AnswerAndLens />
          </Panel>
        </>
      )}
    </Group>
  )
}

function AnswerAndLens() {
  const isOpen = useLens((state) => state.open)
  const layout = useLayout('right')
  return (
    <Group orientation="vertical" {...layout}>
      <Panel id="text" minSize="160px">
        <AnswerPane />
      </Panel>
      {isOpen && <Separator className="app-separator is-horizontal" />}
      {isOpen ? (
        <Panel id="lens" defaultSize="52%" minSize="160px">
          <Lens />
        </Panel>
      ) : (
        <Lens />
      )}
    </Group>
  )
}

/** Sizes of panes, as they were left. They differ with the panes that are to be seen, so each has its own key. */
function useLayout(name: string) {
  const [defaultLayout] = useState(() => useApp.getState().settings?.view[name] as Layout | undefined)
  return { defaultLayout, onLayoutChanged: (layout: Layout) => remember({ [name]: layout }) }
}

function Dialogs() {
  const { dialog, show } = useApp()
  const close = () => show(undefined)
  if (dialog === 'settings') return <SettingsDialog onClose={close} />
  if (dialog === 'shortcuts') return <ShortcutsDialog onClose={close} />
  if (dialog === 'model-card') return <ModelCard onClose={close} />
  return null
}
