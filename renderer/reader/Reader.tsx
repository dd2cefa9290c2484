import './reader.css'
import { Tooltip } from 'radix-ui'
import { useEffect } from 'react'
import { hasPages, type SourceDocument } from '../../electron/shared/document/types'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { listen } from '../ipc/client'
import { useDocument } from '../state/document'
import { SelectionBar } from './citation/SelectionBar'
import { runCommand } from './commands'
import { FindBar } from './find/FindBar'
import { useFind } from './find/find'
import { FlowText } from './flow/FlowText'
import { useHover } from './hover'
import { pageKey, windowKey } from './keys'
import { NotShown } from './NotShown'
import { PdfDocument } from './PdfDocument'
import { rememberView } from './remember'
import { SentenceVoice } from './SentenceVoice'
import { surface } from './surface'
import { Tip } from './tip/Tip'
import { Toolbar } from './toolbar/Toolbar'
import { useView } from './view'

/** The middle pane: the open document, with what the lens marks in it. Empty while no document is open. */
export function Reader() {
  const entry = useDocument((state) => state.entry)
  const source = useDocument((state) => state.source)
  const problem = useDocument((state) => state.problem)
  const failed = useDocument((state) => state.failed)
  const open = useDocument((state) => state.open)
  const isOpening = useDocument((state) => state.opening !== undefined)
  useEffect(rememberView, [])
  if (problem) {
    return (
      <div className="reader">
        <NotShown document={failed} again={() => failed && void open(failed)}>
          <h2>This document can’t be shown</h2>
          <p>{problem}</p>
        </NotShown>
      </div>
    )
  }
  if (!entry || !source) {
    return (
      <div className="reader" aria-busy={isOpening}>
        {isOpening && (
          <p className="reader-notice reader-late" role="status">
            Opening the document
          </p>
        )}
      </div>
    )
  }
  return <OpenDocument key={entry.id} entry={entry} source={source} />
}

function OpenDocument({ entry, source }: { entry: DocumentEntry; source: SourceDocument }) {
  const isFinding = useFind((state) => state.open)
  useFreshStart()
  useCommands()
  useGoal(source)
  return (
    <Tooltip.Provider delayDuration={500}>
      <section
        className="reader"
        aria-label={source.title ?? source.file}
        onKeyDown={(event) => {
          const isOnPages = (event.target as Element).matches('.reader-scroll')
          if (isOnPages && !event.defaultPrevented && pageKey(event)) event.preventDefault()
        }}
      >
        <Toolbar source={source} />
        {isFinding && <FindBar source={source} />}
        {hasPages(source.kind) ? (
          <PdfDocument entry={entry} source={source} />
        ) : (
          <div className="reader-body">
            <FlowText source={source} />
          </div>
        )}
        <SelectionBar />
        <SentenceVoice source={source} />
        <Tip />
      </section>
    </Tooltip.Provider>
  )
}

/** Another document: nothing of the last one's places is true any more. */
function useFreshStart(): void {
  useEffect(
    () => () => {
      useView.getState().restart()
      useFind.getState().hide()
      useHover.setState({ hovered: undefined, cursor: undefined })
    },
    [],
  )
}

function useCommands(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && windowKey(event)) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    // the menu's words; the shell has its own
    const stop = listen({ 'app.command': ({ command }) => runCommand(command) })
    return () => {
      window.removeEventListener('keydown', press)
      stop()
    }
  }, [])
}

/** Goes where the rest of the window wants the reader to go, as soon as pages are there. */
function useGoal(source: SourceDocument): void {
  const goal = useDocument((state) => state.goal)
  useEffect(() => {
    if (!goal) return
    let frame = 0
    const go = () => {
      const shown = surface()
      if (shown) shown.reveal(Math.min(goal.start, source.text.length), goal.end, true)
      else frame = requestAnimationFrame(go)
    }
    go()
    return () => cancelAnimationFrame(frame)
  }, [goal, source])
}
