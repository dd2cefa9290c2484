import './sureness.css'
import { type CSSProperties, memo } from 'react'
import type { SourceDocument, TextRun } from '../../../electron/shared/document/types'
import { UNCERTAIN_BELOW } from '../../../electron/shared/document/uncertain'
import { rangesWithin } from '../search'
import type { Point } from '../turns'
import { useView } from '../view'
import { placeOf } from './place'

interface Props {
  source: SourceDocument
  /** 1-based. */
  number: number
}

/** When it is asked for: how sure text recognition is of each word of a page. Surest words have no box. */
export const Sureness = memo(({ source, number }: Props) => {
  const isShown = useView((state) => state.sureness)
  if (!isShown) return null
  return (
    <div className="reader-marks" aria-hidden="true">
      {recognizedOn(source, number).map(({ start, box, confidence }) => (
        <i
          key={start}
          className="reader-sureness"
          data-confidence={confidence}
          data-uncertain={confidence < UNCERTAIN_BELOW || undefined}
          style={{ ...placeOf(box), '--reader-doubt': 1 - confidence / 100 } as CSSProperties}
        />
      ))}
    </div>
  )
})

type Recognized = TextRun & { confidence: number }

function recognizedOn({ pages, runs }: SourceDocument, number: number): Recognized[] {
  const { start, end } = pages[number - 1]!
  const [from, to] = rangesWithin(runs, start, end)
  return runs.slice(from, to).filter((run): run is Recognized => run.page === number && run.confidence !== undefined)
}

/** What is said of the word under a point of an unrotated page, while it is asked for. */
export function surenessAt(source: SourceDocument, page: number, { x, y }: Point): string | undefined {
  if (!useView.getState().sureness) return undefined
  const found = recognizedOn(source, page).find(
    ({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
  )
  return found && `Recognized as “${source.text.slice(found.start, found.end)}”, ${found.confidence}% sure`
}
