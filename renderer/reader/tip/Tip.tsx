import './tip.css'
import { useLayoutEffect, useRef } from 'react'
import { useTip } from './tip'

/** Pixels between the pointer and the words. */
const AWAY = 14

/** Words beside the pointer; screen readers find them at the marks themselves. */
export function Tip() {
  const { text, x, y } = useTip()
  const element = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const tip = element.current
    if (!tip || text === undefined) return
    const { width, height } = tip.getBoundingClientRect()
    const left = Math.min(x + AWAY, innerWidth - width - 8)
    const below = y + AWAY + height < innerHeight - 8
    tip.style.translate = `${Math.max(8, left)}px ${below ? y + AWAY : y - AWAY - height}px`
  }, [text, x, y])

  return (
    text !== undefined && (
      <div className="reader-tip" ref={element} aria-hidden="true">
        {text}
      </div>
    )
  )
}
