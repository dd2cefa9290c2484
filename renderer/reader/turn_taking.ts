import { useEffect, useRef, useState } from 'react'

/** Milliseconds that a page has to stay before it gets its first turn: pages that fly by cost nothing. */
const REST = 50

/**
 * Work that would be too much for one frame if all pages did it at once: one of them has its turn in each frame.
 * Whoever is gone before its turn comes is left out.
 */
let waiting: (() => void)[] = []
let frame = 0

/** Returns how to give the turn up. */
export function takeTurn(work: () => void): () => void {
  waiting.push(work)
  if (frame === 0) frame = requestAnimationFrame(next)
  return () => {
    waiting = waiting.filter((other) => other !== work)
  }
}

function next(): void {
  waiting.shift()?.()
  frame = waiting.length > 0 ? requestAnimationFrame(next) : 0
}

/** A value as of this component's last turn; undefined before the first. */
export function useInTurn<T>(value: T): T | undefined {
  const [taken, setTaken] = useState<{ value: T }>()
  const isNew = useRef(true)
  useEffect(() => {
    let cancel = () => {}
    const enter = () => {
      isNew.current = false
      cancel = takeTurn(() => setTaken({ value }))
    }
    const later = setTimeout(enter, isNew.current ? REST : 0)
    return () => {
      clearTimeout(later)
      cancel()
    }
  }, [value])
  return taken?.value
}
