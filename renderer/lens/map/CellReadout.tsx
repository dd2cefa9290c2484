import { binTokens, type Cell, cellCount } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap } from '../../../electron/shared/shown/map_groups'
import { counted, count as countText, percent } from '../../../electron/shared/shown/numbers'
import { sentenceOf } from '../../../electron/shared/trace_sentences'
import { PageChip } from '../../design/PageChip'
import { layersName } from '../subject/layers_name'
import { documentStretches } from '../subject/read_tokens'
import { readSentence } from '../subject/sentences'
import type { Subject } from '../subject/subject'

const OUTSIDE = ['Template and instruction', 'The question', 'The answer itself'] as const

/** What the cross-hair points at, in words and numbers. */
export function CellReadout({ subject, map, cell }: { subject: Subject; map: GroupedMap; cell?: Cell }) {
  if (!cell) {
    return (
      <p className="lens-readout lens-quiet" role="status">
        Point to read, click to go there, drag across or turn the wheel to look closer. T, Q, A: template, question,
        answer.
      </p>
    )
  }
  const { count, of } = cellCount(map, subject.generation, subject.span, cell)
  const place = 'bin' in cell ? placeOf(subject, map, cell.bin) : undefined
  return (
    <p className="lens-readout" role="status">
      <span>
        <b>{upperFirst(layersName(map.rows[cell.row]!.layers))}</b>
        {place ? ' ' : ', '}
        {place && <PageChip page={place.page} />}
        {place && <span className="lens-quiet">{place.name} </span>}
        <b>{counted(count, 'time')}</b>
        {of > 0 && ` of ${countText(of)} (${percent(count / of)})`}
      </span>
      <span className="lens-readout-text">
        {place ? (
          <>
            {place.before}
            <mark className="lens-token">{place.tokens}</mark>
            {place.after}
          </>
        ) : (
          'outside' in cell && OUTSIDE[cell.outside]
        )}
      </span>
    </p>
  )
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What stands in a bin: its tokens, and the sentence around them. */
export function placeOf({ alignment, generation }: Subject, map: GroupedMap, bin: number) {
  if (!alignment) return undefined
  const [a, b] = binTokens(map, bin)
  const [found] = documentStretches(a, Math.max(a + 1, b), generation)
  if (!found) return undefined
  const [from, to] = found
  const middle = Math.floor((from + to - 1) / 2)
  const sentence = readSentence(generation, sentenceOf(generation, alignment.sentenceOfToken(middle)) ?? -1, alignment)
  const [start, end] = alignment.charactersOf(from, to)
  const text = (s: number, e: number) => alignment.document.text.slice(s, e).replace(/\s+/g, ' ')
  const name = to - from === 1 ? `token ${countText(from)}` : `tokens ${countText(from)}–${countText(to - 1)}`
  return {
    page: alignment.pageOfToken(middle),
    name,
    text: sentence?.text ?? '',
    before: text(Math.max(0, start - 40), start),
    tokens: text(start, Math.min(end, start + 60)),
    after: text(end, end + 80),
  }
}
