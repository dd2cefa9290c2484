import './tour.css'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../design/Button'
import { useAnswers } from '../../state/answers'
import { cardPlace, type Rect } from './place'
import { STEPS, type Step } from './steps'
import { show, tourAnswer, useTour } from './tour'

/** A two-minute look around: a card beside each part of the window, which stays usable meanwhile. */
export function Tour() {
  const step = useTour((state) => state.step)
  return step === undefined ? null : <Stop index={step} step={STEPS[step]!} />
}

function Stop({ index, step }: { index: number; step: Step }) {
  const { go, leave } = useTour()
  const hasAnswer = useAnswers(({ answers }) => tourAnswer(answers) !== undefined)
  const isWaiting = step.needsAnswer === true && !hasAnswer
  const card = useRef<HTMLElement>(null)
  const target = useTarget(isWaiting ? [] : step.targets)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  useEffect(() => {
    if (!isWaiting) show(index)
  }, [isWaiting, index])
  useEffect(() => card.current?.focus(), [index])
  useLayoutEffect(() => {
    const { width, height } = card.current!.getBoundingClientRect()
    setPlace(cardPlace(target, { width, height }, { width: innerWidth, height: innerHeight }))
  }, [target, step, isWaiting])
  const next = () => !isWaiting && go(index + 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const act = { Escape: leave, ArrowRight: next, ArrowLeft: () => index > 0 && go(index - 1) }[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <>
      {target && <div className="tour-ring" style={target} aria-hidden />}
      <section
        className="tour-card"
        ref={card}
        style={place}
        role="dialog"
        aria-label={`Guided look, ${index + 1} of ${STEPS.length}: ${step.title}`}
        tabIndex={-1}
        data-own-keys
        onKeyDown={onKeyDown}
      >
        <p className="tour-count">
          Guided look · {index + 1} of {STEPS.length}
        </p>
        <h2>{step.title}</h2>
        <p>{step.text}</p>
        {isWaiting && (
          <p className="tour-waits" role="status">
            The answer is still being written; it goes on here as soon as it is complete.
          </p>
        )}
        <div className="tour-buttons">
          <Button small look="quiet" onClick={leave}>
            Leave
          </Button>
          <span className="tour-room" />
          {index > 0 && (
            <Button small onClick={() => go(index - 1)}>
              Back
            </Button>
          )}
          <Button small look="primary" onClick={next} disabled={isWaiting}>
            {index === STEPS.length - 1 ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  )
}

/** Where the target is, also while panes move. */
function useTarget(targets: readonly string[]): Rect | undefined {
  const [rect, setRect] = useState<Rect>()
  const key = targets.join()
  useEffect(() => {
    const look = () => {
      const found = key.split(',').map((selector) => selector && document.querySelector(selector))
      const element = found.find((one): one is Element => one instanceof Element && one.getClientRects().length > 0)
      const next = element && inSight(element)
      setRect((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next))
    }
    look()
    const timer = setInterval(look, 200)
    return () => clearInterval(timer)
  }, [key])
  return rect
}

/** The part of an element that is in the window and in its scrolling pane. */
function inSight(element: Element): Rect {
  const pane = element.closest('.lens-body, .app-main')?.getBoundingClientRect()
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const edge = {
    left: pane?.left ?? 0,
    top: pane?.top ?? 0,
    right: pane?.right ?? innerWidth,
    bottom: pane?.bottom ?? innerHeight,
  }
  const x = Math.max(left, edge.left)
  const y = Math.max(top, edge.top)
  return {
    left: Math.round(x),
    top: Math.round(y),
    width: Math.round(Math.max(0, Math.min(right, edge.right) - x)),
    height: Math.round(Math.max(0, Math.min(bottom, edge.bottom) - y)),
  }
}
