import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { addFiles } from '../actions/opening'

/** Files may be dropped anywhere on the window. Words that are dropped into a text field are left to it. */
export function DropVeil() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const on = (name: 'dragenter' | 'dragleave' | 'dragover' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(name, listener, stop)
    on('dragenter', (event) => hasFiles(event) && setOver(true))
    // leaving one element for another names the other
    on('dragleave', (event) => event.relatedTarget === null && setOver(false))
    on('dragover', (event) => isForField(event) || event.preventDefault())
    on('drop', (event) => {
      setOver(false)
      if (isForField(event)) return
      event.preventDefault()
      void addFiles([...(event.dataTransfer?.files ?? [])])
    })
    return () => stop.abort()
  }, [])
  if (!isOver) return null
  return (
    <div className="app-drop" aria-hidden="true">
      <div>
        <FileDown size={40} strokeWidth={1.25} />
        <p>Drop to read</p>
        <small>PDF, plain text, Markdown, saved analyses; several files or a folder, too</small>
      </div>
    </div>
  )
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

const isForField = (event: DragEvent): boolean =>
  !hasFiles(event) && event.target instanceof Element && event.target.closest('input, textarea') !== null
