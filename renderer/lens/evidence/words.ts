import type { Alignment } from '../../../electron/shared/document/alignment'
import { isOfMass, type Measured, timesWords } from '../../../electron/shared/shown/measure'
import { count, counted, factor, score } from '../../../electron/shared/shown/numbers'
import { inPlace } from '../../../electron/shared/shown/page_names'
import { liftOf, type SpanTotals } from '../row/ranking'
import { layersName } from '../subject/layers_name'
import { shortened } from '../subject/shortened'
import type { EvidenceEntry } from './EvidenceList'

/** A list of evidence, in plain sentences. */
export function evidenceWords(
  entries: readonly EvidenceEntry[],
  totals: Pick<SpanTotals, 'rows' | 'selected'> | undefined,
  layers: readonly number[],
  alignment: Alignment | undefined,
  model: Measured = {},
): string[] {
  const best = entries[0]
  if (!best) return []
  const sources = entries.filter(({ isSource }) => isSource).length
  const where = best.page !== undefined && alignment ? ` ${inPlace(alignment.document, best.page)}` : ''
  const lines = [
    `While these words were written, “${shortened(best.text)}”${where} was read ${factor(liftOf(best.score, layers.length))} times as much as text at its place usually is, on average over ${layersName(layers)}: evidence ${score(best.score, 1)}.`,
    `Its tokens ${isOfMass(model) ? 'were ' : ''}${timesWords(model, best.count)}; ${counted(sources, 'sentence')} of the list count${sources === 1 ? 's' : ''} as ${sources === 1 ? 'a source' : 'sources'}.`,
  ]
  if (totals && !isOfMass(model)) {
    lines.push(
      `In all, ${counted(totals.rows, 'selection')} (one for each token and layer) let ${count(totals.selected)} tokens in.`,
    )
  }
  lines.push('Evidence is our estimate: what the model read, not proof of what it used.')
  return lines
}
