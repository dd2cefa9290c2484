import { type RefObject, useEffect } from 'react'
import type { Scroller } from '../scroller'
import { useView } from '../view'
import { clampZoom } from '../zoom'

/** A notch of an ordinary wheel is 100 pixels and zooms by about a fifth; a touchpad sends many small ones. */
const PER_PIXEL = 0.0018

/** Ctrl and the wheel, or a pinch: zooms, and what is under the pointer stays there. */
export function useWheelZoom(element: HTMLElement | null, scroller: RefObject<Scroller | undefined>): void {
  useEffect(() => {
    if (!element) return
    let wanted = 0
    let frame = 0
    const zoom = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      const pixels = Math.max(-120, Math.min(120, event.deltaMode === 0 ? event.deltaY : event.deltaY * 33))
      const { shownZoom, setZoom } = useView.getState()
      if (frame === 0) wanted = shownZoom
      wanted = clampZoom(wanted * Math.exp(-pixels * PER_PIXEL))
      const { left, top } = element.getBoundingClientRect()
      const [x, y] = [event.clientX - left, event.clientY - top]
      // several events of one frame make one layout
      frame ||= requestAnimationFrame(() => {
        frame = 0
        if (wanted === useView.getState().shownZoom) return
        scroller.current?.hold(x, y)
        setZoom(wanted)
      })
    }
    element.addEventListener('wheel', zoom, { passive: false })
    return () => {
      element.removeEventListener('wheel', zoom)
      cancelAnimationFrame(frame)
    }
  }, [element, scroller])
}
