import { type KeyboardEvent, useState } from 'react'
import { count, counted } from '../../../electron/shared/shown/numbers'
import { PageChip } from '../../design/PageChip'
import { useDocument } from '../../state/document'
import type { StripPage, StripRun } from './strip'

/** The entered tokens with their text, in order, page by page; "…" where others were left out between them. */
export function TokenStrip({ pages }: { pages: readonly StripPage[] }) {
  const goTo = useDocument((state) => state.goTo)
  // one stop for Tab; arrow keys go from run to run
  const [stop, setStop] = useState(0)
  if (pages.length === 0) return <p className="lens-about">No token of the document entered here.</p>
  let index = 0
  return (
    <div
      className="lens-strip"
      data-own-keys
      onKeyDown={moveByKey}
      role="toolbar"
      aria-label="Tokens that entered attention"
    >
      {pages.map(({ page, tokens, runs }) => (
        <section key={page} className="lens-strip-page">
          <h3 className="lens-heading">
            <PageChip page={page} /> {counted(tokens, 'token')}
          </h3>
          <p>
            {runs.map((run) => {
              const at = index++
              return (
                <Run
                  key={run.start}
                  run={run}
                  isStop={at === stop}
                  onFocus={() => setStop(at)}
                  onChoose={() => goTo(run.start, run.end)}
                />
              )
            })}
          </p>
        </section>
      ))}
    </div>
  )
}

interface RunProps {
  run: StripRun
  isStop: boolean
  onFocus(): void
  onChoose(): void
}

const Run = ({ run, isStop, onFocus, onChoose }: RunProps) => (
  <>
    {run.skipped > 0 && (
      <span className="lens-gap" title={`${counted(run.skipped, 'token')} left out`}>
        …
      </span>
    )}
    <button type="button" className="lens-run" tabIndex={isStop ? 0 : -1} onFocus={onFocus} onClick={onChoose}>
      {run.tokens.map(({ position, text }) => (
        <span
          key={position}
          data-position={position}
          title={`Position ${count(position)}`}
          className={/^\s/.test(text) ? 'lens-begins-word' : undefined}
        >
          {text.trim() || '␣'}
        </span>
      ))}
    </button>
  </>
)

function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!by) return
  const runs = [...event.currentTarget.querySelectorAll<HTMLElement>('.lens-run')]
  const next = runs[runs.indexOf(document.activeElement as HTMLElement) + by]
  event.preventDefault()
  next?.focus()
}
