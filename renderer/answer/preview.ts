import type { AnswerSentence } from '../../electron/shared/ipc/answer_data'
import { placeOfSource } from '../actions/sources'
import { evidenceMarks } from '../lens/row/marks'
import { useApp } from '../state/app'
import { useLens } from '../state/lens'
import { type Mark, useMarks } from '../state/marks'

/** Milliseconds that one points at a sentence before its sources are looked for. */
const REST = 80

let later: ReturnType<typeof setTimeout> | undefined
let shown: readonly Mark[] | undefined

/** Shades the sources of the sentence that one points at. Not while the lens is open: the pages then show what it does. */
export function previewSources({ evidence, support }: AnswerSentence): void {
  endPreview()
  if (support === 'none') return
  later = setTimeout(() => {
    if (useLens.getState().open) return
    const sources = evidence.flatMap((item, i) => {
      const place = placeOfSource(item)
      return place ? [{ start: place.start, end: place.end, score: item.score, count: item.count, rank: i + 1 }] : []
    })
    shown = evidenceMarks(sources, useApp.getState().status?.model)
    useMarks.getState().setMarks(shown)
  }, REST)
}

export function endPreview(): void {
  clearTimeout(later)
  const { marks, setMarks } = useMarks.getState()
  // the lens may have drawn its own since
  if (marks === shown && marks.length > 0) setMarks([])
}
