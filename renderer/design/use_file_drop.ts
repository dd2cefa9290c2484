import { useEffect, useRef, useState } from 'react'

interface FileDropOptions {
  /** Nobody else hears of it: a dialog's, while it is open. */
  alone?: boolean
}

/**
 * Files may be dropped anywhere on the window. Words that are dropped into a text field are left to it. Returns whether
 * files are held over the window.
 */
export function useFileDrop(onFiles: (files: File[]) => void, { alone = false }: FileDropOptions = {}): boolean {
  const [isOver, setOver] = useState(false)
  const drop = useRef(onFiles)
  drop.current = onFiles
  useEffect(() => {
    const stop = new AbortController()
    const on = (name: 'dragenter' | 'dragleave' | 'dragover' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(
        name,
        (event) => {
          if (alone) event.stopImmediatePropagation()
          listener(event)
        },
        { signal: stop.signal, capture: alone },
      )
    on('dragenter', (event) => hasFiles(event) && setOver(true))
    // leaving one element for another names the other
    on('dragleave', (event) => event.relatedTarget === null && setOver(false))
    on('dragover', (event) => isForField(event) || event.preventDefault())
    on('drop', (event) => {
      setOver(false)
      if (isForField(event)) return
      event.preventDefault()
      drop.current([...(event.dataTransfer?.files ?? [])])
    })
    return () => stop.abort()
  }, [alone])
  return isOver
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

const isForField = (event: DragEvent): boolean =>
  !hasFiles(event) && event.target instanceof Element && event.target.closest('input, textarea') !== null
