import { type ReactNode, useState } from 'react'
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels'
import { layoutOf, rememberLayout, usePanes } from '../actions/panes'
import { AnswerPane } from '../answer/AnswerPane'
import { ComparePane } from '../compare/ComparePane'
import { Guard } from '../design/Guard'
import { ExperimentsPane } from '../experiments/ExperimentsPane'
import { Lens } from '../lens/Lens'
import { LibraryPane } from '../library/LibraryPane'
import { Reader } from '../reader/Reader'
import { useApp } from '../state/app'
import { useComparison, type Versions } from '../state/comparison'
import { useDocument } from '../state/document'
import { useExperiments } from '../state/experiments'
import { useLens } from '../state/lens'
import { Welcome } from './Welcome'

/** Library, document and answers beside each other. */
export function Panes() {
  const { library, answer } = usePanes()
  const isOpen = useDocument(({ entry, problem, opening }) => (entry ?? problem ?? opening) !== undefined)
  const isThere = useDocument(({ entry, opening }) => (entry ?? opening) !== undefined)
  // experiments may do without a document
  const isTrying = useExperiments((state) => state.open)
  const versions = useComparison((state) => state.versions)
  const hasAnswers = answer && !versions && (isThere || isTrying)
  const shown = [library ? 'library' : '', 'document', hasAnswers ? 'answer' : ''].filter(Boolean)
  return (
    <Group className="app-panes" orientation="horizontal" {...useLayout(shown)}>
      {library && (
        <>
          <Panel id="library" defaultSize="19%" minSize="200px" maxSize="40%">
            <Guard what="The library">
              <LibraryPane />
            </Guard>
          </Panel>
          <Separator className="app-separator" aria-label="Width of the library" />
        </>
      )}
      <Panel id="document" minSize="320px">
        <div className="app-document">
          {versions ? <Compared versions={versions} /> : isOpen ? <OpenDocument /> : <Welcome />}
        </div>
      </Panel>
      {hasAnswers && (
        <>
          <Separator className="app-separator" aria-label="Width of the answers" />
          <Panel id="answer" defaultSize="34%" minSize="340px">
            <AnswerAndLens />
          </Panel>
        </>
      )}
    </Group>
  )
}

const Compared = ({ versions }: { versions: Versions }) => (
  <Guard what="The comparison" key={`${versions.before} ${versions.after}`}>
    <ComparePane versions={versions} />
  </Guard>
)

function OpenDocument(): ReactNode {
  const { entry, problem, opening } = useDocument()
  const title = entry?.title || entry?.file || (problem && 'This document can’t be shown')
  return (
    <>
      {title && <h1 className="ui-unseen">{title}</h1>}
      {opening && !problem && <p className="app-opening">Opening the document…</p>}
      <Guard what="The document" key={entry?.id}>
        <Reader />
      </Guard>
    </>
  )
}

function AnswerAndLens() {
  const isOpen = useLens((state) => state.open)
  const isTrying = useExperiments((state) => state.open)
  return (
    <Group orientation="vertical" {...useLayout(isOpen ? ['text', 'lens'] : ['text'])}>
      <Panel id="text" minSize="180px">
        {isTrying ? (
          <Guard what="The experiments" key="experiments">
            <ExperimentsPane />
          </Guard>
        ) : (
          <Guard what="The answers" key="answers">
            <AnswerPane />
          </Guard>
        )}
      </Panel>
      {isOpen && <Separator className="app-separator is-horizontal" aria-label="Height of the lens" />}
      {isOpen ? (
        <Panel id="lens" defaultSize="56%" minSize="160px">
          <Guard what="The lens">
            <Lens />
          </Guard>
        </Panel>
      ) : (
        // it aligns the document also while it is closed
        <Lens />
      )}
    </Group>
  )
}

/** Sizes of panels as the user left them. */
function useLayout(panels: string[]) {
  const group = panels.join(' ')
  const [defaultLayout] = useState(() => layoutOf(useApp.getState().settings, group))
  return {
    defaultLayout,
    onLayoutChanged: (layout: Layout, { isUserInteraction }: { isUserInteraction: boolean }) => {
      if (isUserInteraction) rememberLayout(group, layout)
    },
  }
}
