import './tour.css'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { remember } from '../../actions/remembered'
import { Button } from '../../design/Button'
import { useAnswers } from '../../state/answers'
import { cardPlace } from './place'
import type { Step } from './steps'
import { show, stepsNow, tourAnswer, useTour } from './tour'
import { useTarget } from './use_target'
import { Waits } from './Waits'

/** A two-minute look around: a card beside each part of the window, which stays usable meanwhile. */
export function Tour() {
  const step = useTour((state) => state.step)
  const steps = stepsNow()
  const current = step === undefined ? undefined : steps[step]
  return step === undefined || !current ? null : <Stop index={step} step={current} length={steps.length} />
}

function Stop({ index, step, length }: { index: number; step: Step; length: number }) {
  const { go, leave } = useTour()
  const answer = useAnswers(({ answers }) => tourAnswer(answers)?.id)
  const isWaiting = step.view !== undefined && answer === undefined
  const card = useRef<HTMLElement>(null)
  const target = useTarget(step)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  useEffect(() => show(step), [step, answer])
  useEffect(() => card.current?.focus(), [index])
  useEffect(() => remember({ hasToured: true }), [])
  useLeavingByEscape(leave)
  useLayoutEffect(() => {
    const { width, height } = card.current!.getBoundingClientRect()
    setPlace(cardPlace(target, { width, height }, { width: innerWidth, height: innerHeight }))
  }, [target, step, isWaiting])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    if (index + by < length) go(index + by)
  }
  return (
    <>
      {target && <div className="tour-ring" style={target} aria-hidden />}
      <section
        className="tour-card"
        ref={card}
        style={place}
        role="dialog"
        aria-label={`Guided look, ${index + 1} of ${length}: ${step.title}`}
        aria-describedby="tour-text"
        tabIndex={-1}
        data-own-keys
        onKeyDown={onKeyDown}
      >
        <p className="tour-count">
          Guided look · {index + 1} of {length}
        </p>
        <h2>{step.title}</h2>
        <p id="tour-text">{step.text}</p>
        {isWaiting && <Waits />}
        <div className="tour-buttons">
          <Button small look="quiet" onClick={leave} title="Leave (Esc)">
            Leave
          </Button>
          <span className="tour-room" />
          {index > 0 && (
            <Button small onClick={() => go(index - 1)} title="Back (←)">
              Back
            </Button>
          )}
          <Button small look="primary" onClick={() => go(index + 1)} title="Next (→)">
            {index === length - 1 ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  )
}

/** What is over the card: Escape closes it first. */
const OVER = 'dialog[open], [role=menu], [role=dialog]:not(.tour-card)'

/** Wherever the focus is, except in fields, and before Escape means anything else. */
function useLeavingByEscape(leave: () => void): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector(OVER)) return
      if (event.target instanceof Element && event.target.closest('input, textarea, select')) return
      event.preventDefault()
      event.stopPropagation()
      leave()
    }
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [leave])
}
