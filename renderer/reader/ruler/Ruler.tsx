import './ruler.css'
import { type PointerEvent, useEffect, useRef } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { useMarks } from '../../state/marks'
import { useFind } from '../find/find'
import { surface } from '../surface'
import { drawRuler } from './draw_ruler'

interface Props {
  source: SourceDocument
  /** What scrolls. */
  scroll: HTMLElement
}

/** The whole document at a glance: where marks lie, and where one is. A click or a drag goes there. */
export function Ruler({ source, scroll }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const window = useRef<HTMLDivElement>(null)
  const marks = useMarks((state) => state.overview ?? state.marks)
  const found = useFind((state) => state.marks)

  useEffect(() => {
    const draw = () => drawRuler(canvas.current!, source, [...marks, ...found])
    draw()
    const sized = new ResizeObserver(draw)
    sized.observe(canvas.current!)
    return () => sized.disconnect()
  }, [source, marks, found])

  useEffect(() => {
    const place = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroll
      const style = window.current!.style
      style.top = `${(100 * scrollTop) / scrollHeight}%`
      style.height = `${Math.min(100, (100 * clientHeight) / scrollHeight)}%`
    }
    place()
    scroll.addEventListener('scroll', place, { passive: true })
    const sized = new ResizeObserver(place)
    sized.observe(scroll)
    if (scroll.firstElementChild) sized.observe(scroll.firstElementChild)
    return () => {
      scroll.removeEventListener('scroll', place)
      sized.disconnect()
    }
  }, [scroll])

  const go = ({ clientY, buttons, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
    if (buttons !== 1) return
    currentTarget.setPointerCapture(pointerId)
    const { top, height } = currentTarget.getBoundingClientRect()
    // the place clicked on comes to the middle
    const middle = ((clientY - top) / height) * scroll.scrollHeight
    surface()?.scrollTo((middle - scroll.clientHeight / 2) / (scroll.scrollHeight - scroll.clientHeight || 1))
  }

  return (
    <div className="reader-ruler" onPointerDown={go} onPointerMove={go} aria-hidden="true">
      <canvas ref={canvas} />
      <div className="reader-ruler-window" ref={window} />
    </div>
  )
}
