import { useEffect } from 'react'
import { type Mark, useMarks } from '../../state/marks'

/** Draws the lens's marks on the pages as long as the view that has them is there; hits of a search stay. */
export function useShownMarks(marks: readonly Mark[], overview?: readonly Mark[]): void {
  useEffect(() => {
    show(marks, overview)
  }, [marks, overview])
  useEffect(() => () => show([]), [])
}

function show(marks: readonly Mark[], overview?: readonly Mark[]): void {
  const { marks: all, overview: shown, setMarks } = useMarks.getState()
  const found = all.filter(({ kind }) => kind === 'found')
  if (marks.length === 0 && found.length === all.length && overview === shown) return
  setMarks(found.length ? [...found, ...marks].sort((a, b) => a.start - b.start) : marks, overview)
}
