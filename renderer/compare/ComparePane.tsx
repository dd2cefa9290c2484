import './compare.css'
import { ArrowLeftRight, ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import type { Comparison } from '../../electron/shared/ipc/comparison_data'
import { endComparing, swapVersions } from '../actions/comparing'
import { openDocument } from '../actions/opening'
import { Button, IconButton } from '../design/Button'
import { useComparison, type Versions } from '../state/comparison'
import { useJobs } from '../state/jobs'
import { useLibrary } from '../state/library'
import { AskBoth } from './AskBoth'
import { BothAnswers } from './BothAnswers'
import { ChangeList } from './ChangeList'
import { countWords, isChange } from './changes'

/** Two versions of a document beside each other: what changed, and what both answer. */
export function ComparePane({ versions }: { versions: Versions }) {
  const { comparison, problem } = useComparison()
  const pane = useRef<HTMLElement>(null)
  const isBusy = useJobs(({ jobs }) => jobs.some(({ document }) => Object.values(versions).includes(document)))
  useEffect(() => pane.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F7') step(pane, event.shiftKey ? -1 : 1)
    // while an answer is at work, it stops that
    else if (event.key !== 'Escape' || isBusy) return
    else endComparing()
    event.preventDefault()
  }
  return (
    <section className="compare" ref={pane} tabIndex={-1} aria-label="Two versions compared" onKeyDown={onKeyDown}>
      <header className="compare-top">
        <h1>What changed</h1>
        <p className="compare-counts" role="status">
          {comparison ? countWords(comparison) : !problem && 'Comparing…'}
        </p>
        <Steps comparison={comparison} pane={pane} />
        <Button small onClick={endComparing} title="Esc">
          Close
        </Button>
      </header>
      <Heads versions={versions} />
      <div className="compare-changes">
        {problem && <Problem versions={versions}>{problem}</Problem>}
        {comparison && <Changes comparison={comparison} versions={versions} />}
      </div>
      {!problem && (
        <>
          <BothAnswers versions={versions} />
          <AskBoth />
        </>
      )}
    </section>
  )
}

function Heads({ versions }: { versions: Versions }) {
  return (
    <div className="compare-heads">
      <Head document={versions.before} name="Before" />
      <IconButton name="Swap the two versions" small onClick={() => swapVersions(versions)}>
        <ArrowLeftRight size={14} aria-hidden />
      </IconButton>
      <Head document={versions.after} name="After" />
    </div>
  )
}

function Head({ document, name }: { document: string; name: string }) {
  const entry = useLibrary(({ documents }) => documents.find(({ id }) => id === document))
  if (!entry) return <p className="compare-head ui-muted">{name}: not in the library any more</p>
  return (
    <h2 className="compare-head">
      <span className="ui-muted">{name}</span>
      <button
        type="button"
        className="compare-open"
        title={`Open ${entry.file}`}
        onClick={() => void openDocument(document)}
      >
        {entry.title ?? entry.file}
      </button>
      {entry.title && <span className="ui-muted compare-file">{entry.file}</span>}
    </h2>
  )
}

function Changes({ comparison, versions }: { comparison: Comparison; versions: Versions }) {
  if (comparison.rows.some(isChange)) return <ChangeList comparison={comparison} versions={versions} />
  return (
    <div className="compare-empty">
      <h3>Both say the same</h3>
      <p>No sentence was changed, added, removed or moved. Pictures and looks are not compared.</p>
    </div>
  )
}

const Problem = ({ versions, children }: { versions: Versions; children: ReactNode }) => (
  <div className="compare-empty" role="alert">
    <h3>These can’t be compared</h3>
    <p>{children}</p>
    <Button small onClick={() => void useComparison.getState().open(versions)}>
      Try again
    </Button>
  </div>
)

function Steps({ comparison, pane }: { comparison?: Comparison; pane: RefObject<HTMLElement | null> }) {
  const isNone = !comparison?.rows.some(isChange)
  return (
    <>
      <IconButton name="Change before" keys="Shift+F7" small disabled={isNone} onClick={() => step(pane, -1)}>
        <ChevronUp size={14} aria-hidden />
      </IconButton>
      <IconButton name="Next change" keys="F7" small disabled={isNone} onClick={() => step(pane, 1)}>
        <ChevronDown size={14} aria-hidden />
      </IconButton>
    </>
  )
}

/** Goes to the next change, or the one before; from the last to the first. */
function step({ current }: RefObject<HTMLElement | null>, by: 1 | -1): void {
  const changes = [...(current?.querySelectorAll<HTMLElement>('.compare-row[data-change]') ?? [])]
  if (changes.length === 0) return
  const at = changes.findIndex((one) => one.dataset.at === 'yes')
  const next = changes[at < 0 ? (by > 0 ? 0 : changes.length - 1) : (at + by + changes.length) % changes.length]!
  for (const one of changes) delete one.dataset.at
  next.dataset.at = 'yes'
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'center' })
}
