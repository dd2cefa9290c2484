import { type RefObject, useEffect, useRef, useState } from 'react'

/** An element's size in CSS pixels, told again when it has come to rest. */
export function useSize<E extends HTMLElement>(): [RefObject<E | null>, { width: number; height: number }] {
  const ref = useRef<E>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => {
      const { width, height } = element.getBoundingClientRect()
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }))
    }
    let waiting: ReturnType<typeof setTimeout>
    const observer = new ResizeObserver(() => {
      clearTimeout(waiting)
      waiting = setTimeout(measure, 120)
    })
    measure()
    observer.observe(element)
    return () => {
      clearTimeout(waiting)
      observer.disconnect()
    }
  }, [])
  return [ref, size]
}
