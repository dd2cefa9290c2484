import { useEffect, useState } from 'react'
import { addFiles } from './opening'

/** Files may be dropped anywhere on the window. */
export function DropVeil() {
  const [depth, setDepth] = useState(0)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => hasFiles(event) && setDepth((d) => d + 1)
    const leave = (event: DragEvent) => hasFiles(event) && setDepth((d) => Math.max(0, d - 1))
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setDepth(0)
      void addFiles([...(event.dataTransfer?.files ?? [])])
    }
    const stop = new AbortController()
    window.addEventListener('dragenter', enter, stop)
    window.addEventListener('dragleave', leave, stop)
    window.addEventListener('dragover', over, stop)
    window.addEventListener('drop', drop, stop)
    return () => stop.abort()
  }, [])
  if (depth === 0) return null
  return (
    <div className="app-drop">
      <p>Drop to read</p>
    </div>
  )
}
