import './lens.css'
import './views.css'
import { X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { isOfMass } from '../../electron/shared/shown/measure'
import { Notice } from '../design/Notice'
import { type LensView, useLens } from '../state/lens'
import { lensLimit } from '../words/layer_words'
import { EnteredView } from './entered/EnteredView'
import { EvidenceView } from './evidence/EvidenceView'
import { StreamingEvidence } from './evidence/StreamingEvidence'
import { Dock } from './frame/Dock'
import { GenerationChooser } from './frame/GenerationChooser'
import { Help } from './frame/Help'
import { RunBanner } from './frame/RunBanner'
import { useStepKeys } from './frame/step_keys'
import { WorkMeter } from './frame/WorkMeter'
import { MapView } from './map/MapView'
import { MassView } from './mass/MassView'
import { ScoreView } from './score/ScoreView'
import { useAlignmentFor } from './subject/alignment'
import { type Subject, useFirstLayer, useSubject } from './subject/subject'
import { NeverSelected } from './uses/NeverSelected'
import { UsesPanel } from './uses/UsesPanel'

interface View {
  view: LensView
  name: string
  /** Its colour, if not the view's own. */
  look?: string
}

const VIEWS: View[] = [
  { view: 'evidence', name: 'Evidence' },
  { view: 'score', name: 'Indexer score' },
  { view: 'entered', name: 'Entered attention' },
  { view: 'map', name: 'Map' },
  { view: 'uses', name: 'Uses' },
]

/** Without indexers nothing is scored, let in or left out: what there is to see is how attention was shared. */
const MASS_VIEWS: View[] = [
  { view: 'evidence', name: 'Evidence' },
  { view: 'entered', name: 'Attention mass', look: 'mass' },
]

/** What the model read for the chosen part of an answer. It aligns the document also while it is closed. */
export function Lens() {
  const open = useLens((state) => state.open)
  const { entry, subject } = useSubject()
  const [problem, setProblem] = useState<string>()
  useAlignmentFor(entry, setProblem)
  useFirstLayer(subject)
  useStepKeys(open)
  if (!open) return null
  return (
    <section className="lens" aria-label="Lens: what the model read">
      <LensTabs views={subject && isOfMass(subject.result.model) ? MASS_VIEWS : VIEWS}>
        {subject ? (
          <Looking subject={subject} problem={problem} />
        ) : (
          <div className="lens-body">
            <StreamingEvidence entry={entry} />
          </div>
        )}
      </LensTabs>
    </section>
  )
}

function LensTabs({ views, children }: { views: View[]; children: React.ReactNode }) {
  const { view, askedUnit, show, askUnit, close } = useLens()
  const shown = askedUnit === undefined ? view : 'uses'
  const choose = (value: string) => {
    askUnit(undefined)
    show(value as LensView)
  }
  return (
    <Tabs.Root
      className="lens-tabs"
      value={views.some((one) => one.view === shown) ? shown : 'evidence'}
      onValueChange={choose}
      activationMode="manual"
    >
      <header className="lens-top">
        <Tabs.List className="lens-tab-list" aria-label="What to show">
          {views.map(({ view: value, name, look = value }) => (
            <Tabs.Trigger key={value} value={value} className={`lens-tab lens-is-${look}`}>
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Help isOfMass={views === MASS_VIEWS} />
        <button type="button" className="lens-icon" onClick={close} aria-label="Close the lens" title="Close the lens">
          <X size={16} aria-hidden />
        </button>
      </header>
      {children}
    </Tabs.Root>
  )
}

function Looking({ subject, problem }: { subject: Subject; problem?: string }) {
  const { askedUnit, view } = useLens()
  const isEmpty = subject.generation.tokenStarts.length < 2
  return (
    <>
      <RunBanner id={subject.entry.id} />
      <GenerationChooser subject={subject} />
      {!isEmpty && <Dock subject={subject} view={askedUnit === undefined ? view : 'evidence'} />}
      <div className="lens-body">
        {problem && <Notice>{problem}</Notice>}
        {isEmpty ? (
          <Notice>This answer has no words, so there is nothing to look at.</Notice>
        ) : askedUnit !== undefined && !isOfMass(subject.result.model) ? (
          <Tabs.Content value="uses" tabIndex={-1}>
            <UsesPanel subject={subject} unit={askedUnit} />
          </Tabs.Content>
        ) : (
          <Views subject={subject} />
        )}
      </div>
      <WorkMeter result={subject.result} />
    </>
  )
}

/** Of a model without indexers there is no selection to look at, and that is said. */
const Views = ({ subject }: { subject: Subject }) =>
  isOfMass(subject.result.model) ? (
    <ViewsOfMass subject={subject} why={lensLimit(subject.result.model.limits)} />
  ) : (
    <AllViews subject={subject} />
  )

const ViewsOfMass = ({ subject, why }: { subject: Subject; why?: string }) => (
  <>
    <Tabs.Content value="evidence" tabIndex={-1}>
      {why && <p className="lens-about">{why}</p>}
      <EvidenceView subject={subject} />
    </Tabs.Content>
    <Tabs.Content value="entered" tabIndex={-1}>
      <MassView subject={subject} />
    </Tabs.Content>
  </>
)

const AllViews = ({ subject }: { subject: Subject }) => (
  <>
    <Tabs.Content value="evidence" tabIndex={-1}>
      <EvidenceView subject={subject} />
    </Tabs.Content>
    <Tabs.Content value="score" tabIndex={-1}>
      <ScoreView subject={subject} />
    </Tabs.Content>
    <Tabs.Content value="entered" tabIndex={-1}>
      <EnteredView subject={subject} />
    </Tabs.Content>
    <Tabs.Content value="map" tabIndex={-1} className="lens-map-content">
      <MapView subject={subject} />
    </Tabs.Content>
    <Tabs.Content value="uses" tabIndex={-1}>
      <NeverSelected subject={subject} />
    </Tabs.Content>
  </>
)
