import type { SourceDocument } from '../../../electron/shared/document/types'
import { useMarks } from '../../state/marks'
import type { Point } from '../turns'
import { type PageMark, pageMarks } from './page_marks'
import { surenessAt } from './Sureness'

/** Room around thin boxes, in points. */
const REACH = 1

/** What the marks under a point of an unrotated page say. The last one is drawn on top: it comes first. */
export function labelAt(source: SourceDocument, page: number, point: Point): string | undefined {
  const under = pageMarks(source, useMarks.getState().marks, page).filter((mark) => isAt(mark, point))
  const labels = new Set(under.map(({ mark }) => mark.label).filter((label) => label !== ''))
  const sureness = surenessAt(source, page, point)
  const all = [...(sureness ? [sureness] : []), ...[...labels].reverse()]
  return all.length === 0 ? undefined : all.join('\n')
}

const isAt = ({ boxes }: PageMark, { x, y }: Point): boolean =>
  boxes.some(
    (box) =>
      x >= box.x - REACH && x <= box.x + box.width + REACH && y >= box.y - REACH && y <= box.y + box.height + REACH,
  )
