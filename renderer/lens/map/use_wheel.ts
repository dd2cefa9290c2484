import { type RefObject, useEffect, useRef } from 'react'

/** The wheel over an element, which doesn't scroll what is around it: React's own listener can't say so. */
export function useWheel(element: RefObject<HTMLElement | null>, turn: (event: WheelEvent) => void): void {
  const latest = useRef(turn)
  latest.current = turn
  useEffect(() => {
    const target = element.current
    const listen = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(event)
    }
    target?.addEventListener('wheel', listen, { passive: false })
    return () => target?.removeEventListener('wheel', listen)
  }, [element])
}
