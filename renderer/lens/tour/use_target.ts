import { useEffect, useState } from 'react'
import type { Rect } from './place'
import type { Step } from './steps'

const LOOK_MS = 150
/** Where what a step is about will be, once there is an answer. */
const ANSWER = '.answer-card'
/** Room between what is told about and the ring. */
const ROOM = 5

/** Where the first target that is in sight is, also while panes move. */
export function useTarget({ targets, view }: Step): Rect | undefined {
  const [rect, setRect] = useState<Rect>()
  useEffect(() => {
    const all = view ? [...targets, ANSWER] : targets
    const look = () => {
      const next = all.map(inSight).find((one) => one !== undefined)
      setRect((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next))
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [targets, view])
  return rect
}

/** The part of an element that is in the window and in its scrolling pane. */
function inSight(selector: string): Rect | undefined {
  const element = document.querySelector(selector)
  if (!element) return undefined
  const pane = element.closest('.lens-body, .answer-list, .app-main')?.getBoundingClientRect()
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const x = Math.max(left, pane?.left ?? 0)
  const y = Math.max(top, pane?.top ?? 0)
  const width = Math.min(right, pane?.right ?? innerWidth) - x
  const height = Math.min(bottom, pane?.bottom ?? innerHeight) - y
  if (width < 8 || height < 8) return undefined
  const [from, to] = [Math.max(2, Math.round(x - ROOM)), Math.min(innerWidth - 2, Math.round(x + width + ROOM))]
  const [above, below] = [Math.max(2, Math.round(y - ROOM)), Math.min(innerHeight - 2, Math.round(y + height + ROOM))]
  return { left: from, top: above, width: to - from, height: below - above }
}
