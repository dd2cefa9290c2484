import { counted, count as countText, percent } from '../design/numbers'
import { binTokens, type Cell, cellCount, type LayerMap } from './map_cells'
import { PageChip } from './PageChip'
import { readSentence } from './sentences'
import type { Subject } from './subject'

const OUTSIDE = ['Template and instruction', 'The question', 'The answer itself'] as const

/** What the cross-hair points at, in words and numbers. */
export function CellReadout({ subject, map, cell }: { subject: Subject; map: LayerMap; cell?: Cell }) {
  if (!cell) {
    return (
      <p className="lens-readout lens-quiet" role="status">
        Point at the map to read it; click to go there. T, Q, A: template, question, the answer itself.
      </p>
    )
  }
  const { count, of } = cellCount(map, subject.generation, subject.span, cell)
  const place = 'bin' in cell ? placeOf(subject, map, cell.bin) : undefined
  return (
    <p className="lens-readout" role="status">
      <span>
        Layer <b>{countText(map.layers[cell.row]!)}</b>
        {place ? <PageChip page={place.page} /> : ', '}
        <b>{counted(count, 'time')}</b>
        {of > 0 && ` of ${countText(of)} (${percent(count / of)})`}
      </span>
      <span className="lens-readout-text">{'bin' in cell ? place?.text : OUTSIDE[cell.outside]}</span>
    </p>
  )
}

export function placeOf({ generation, alignment }: Subject, map: LayerMap, bin: number) {
  if (!alignment || !generation.part) return undefined
  const [from, to] = binTokens(generation, map.bins, bin)
  const token = generation.part.from + Math.floor((from + Math.max(from, to - 1)) / 2)
  const unit = alignment.sentenceOfToken(token)
  const sentence = readSentence(generation, generation.units.indexOf(unit), alignment)
  return { page: alignment.pageOfToken(token), text: sentence?.text ?? '' }
}
