import './evidence.css'
import type { ReactNode } from 'react'
import type { Passage } from '../../../electron/shared/ipc/answer_data'
import { type Measured, timesShort } from '../../../electron/shared/shown/measure'
import { factor, score as scoreText } from '../../../electron/shared/shown/numbers'
import { Bar } from '../../design/Bar'
import { PageChip } from '../../design/PageChip'
import { Quoted } from '../../design/Quoted'
import { useDocument } from '../../state/document'
import { liftOf } from '../row/ranking'
import type { ByLayer } from './by_layer'
import { Sparkline } from './Sparkline'

/** A sentence in the ranked list. */
export interface EvidenceEntry {
  key: string
  text: string
  /** Words of it of which text recognition is not sure. */
  uncertain?: Passage['uncertain']
  page?: number
  start?: number
  end?: number
  score: number
  count: number
  /** Counts as a source: shaded on the page. */
  isSource: boolean
  /** How it is evidence, if not directly. */
  through?: string
}

interface Props {
  entries: readonly EvidenceEntry[]
  /** Over how many layers scores were summed; undefined for composed scores, which have no such mean. */
  layers?: number
  /** What each layer adds to each entry (by its key), and the layers that count. */
  byLayer?: ByLayer
  counted?: readonly number[]
  /** That the evidence is of. */
  model?: Measured
  onHover?: (entry: EvidenceEntry | undefined) => void
  onChoose?: (entry: EvidenceEntry) => void
  /** What stands under an entry. */
  under?: (entry: EvidenceEntry) => ReactNode
}

/** Sentences of the document, best evidence first. */
export function EvidenceList({
  entries,
  layers,
  byLayer,
  counted: counting = [],
  model,
  onHover,
  onChoose,
  under,
}: Props) {
  const goTo = useDocument((state) => state.goTo)
  const best = Math.max(...entries.map(({ score }) => score), Number.MIN_VALUE)
  const choose = (entry: EvidenceEntry) => {
    if (onChoose) return onChoose(entry)
    if (entry.start !== undefined) goTo(entry.start, entry.end!)
  }
  return (
    <ol className="lens-list">
      {entries.map((entry, i) => (
        <li key={entry.key}>
          <button
            type="button"
            className={`lens-item ${entry.isSource ? '' : 'lens-is-faint'}`}
            onClick={() => choose(entry)}
            onMouseEnter={() => onHover?.(entry)}
            onMouseLeave={() => onHover?.(undefined)}
            onFocus={() => onHover?.(entry)}
            onBlur={() => onHover?.(undefined)}
          >
            <span className="lens-item-head">
              <span className="lens-rank">{i + 1}</span>
              {entry.page !== undefined && <PageChip page={entry.page} />}
              <Note entry={entry} layers={layers} model={model} />
              <LayersOf entry={entry} byLayer={byLayer} counting={counting} />
              <Bar share={entry.score / best} look="evidence" />
              <span className="lens-number" title="Evidence score">
                {scoreText(entry.score, 1)}
              </span>
            </span>
            <span className="lens-item-text">
              <Quoted text={entry.text} uncertain={entry.uncertain} />
            </span>
          </button>
          {under?.(entry)}
        </li>
      ))}
    </ol>
  )
}

/** Where in the model the evidence comes from. */
function LayersOf({
  entry,
  byLayer,
  counting,
}: {
  entry: EvidenceEntry
  byLayer?: ByLayer
  counting: readonly number[]
}) {
  const values = byLayer?.of.get(Number(entry.key))
  if (!byLayer || !values) return null
  const best = values.indexOf(values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY))
  return (
    <Sparkline
      values={values}
      layers={byLayer.layers}
      counted={counting}
      most={byLayer.most}
      look="evidence"
      title={`Evidence by layer, 0 to ${byLayer.layers.length - 1}; most on layer ${byLayer.layers[best]}`}
    />
  )
}

interface NoteProps {
  entry: EvidenceEntry
  layers?: number
  model?: Measured
}

/** How much more than usual it was read; how often its tokens entered, where there is room. */
function Note({ entry: { score, count, through }, layers, model = {} }: NoteProps) {
  const entered = timesShort(model, count)
  if (through) return <span className="lens-item-note">{through}</span>
  if (!layers || score <= 0) return <span className="lens-item-note">{entered}</span>
  return (
    <span className="lens-item-note" title={entered}>
      read {factor(liftOf(score, layers))}× the usual
      <span className="lens-wide">, {entered}</span>
    </span>
  )
}
