import type { Passage } from '../../../electron/shared/ipc/answer_data'
import { useDocument } from '../../state/document'

/** Narrower ones would not be seen. */
const LEAST = 0.008

/** Where in the document the excerpts are: from its beginning on the left to its end on the right. */
export function ExcerptStrip({ excerpts }: { excerpts: readonly Passage[] }) {
  const alignment = useDocument((state) => state.alignment)
  const length = alignment?.document.text.length
  if (!alignment || !length) return null
  return (
    <span className="answer-strip" aria-hidden="true">
      {excerpts.map(({ sentence }) => {
        const unit = alignment.sentences[sentence]
        if (!unit) return null
        const width = Math.max(LEAST, (unit.end - unit.start) / length)
        const left = Math.min(unit.start / length, 1 - width)
        return <i key={sentence} style={{ left: `${100 * left}%`, width: `${100 * width}%` }} />
      })}
    </span>
  )
}
