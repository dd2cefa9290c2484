import { useEffect } from 'react'
import { type Mark, useMarks } from '../state/marks'

/** Draws the lens's marks on the pages as long as the view that has them is there; hits of a search stay. */
export function useShownMarks(marks: readonly Mark[]): void {
  useEffect(() => {
    show(marks)
  }, [marks])
  useEffect(() => () => show([]), [])
}

function show(marks: readonly Mark[]): void {
  const { marks: all, setMarks } = useMarks.getState()
  const found = all.filter(({ kind }) => kind === 'found')
  if (marks.length === 0 && found.length === all.length) return
  setMarks(found.length ? [...found, ...marks].sort((a, b) => a.start - b.start) : marks)
}
