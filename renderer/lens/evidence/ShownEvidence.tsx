import { type ReactNode, useMemo, useState } from 'react'
import type { Measured } from '../../../electron/shared/shown/measure'
import type { Mark } from '../../state/marks'
import { evidenceMarks } from '../row/marks'
import { useShownMarks } from '../row/shown_marks'
import type { ByLayer } from './by_layer'
import { type EvidenceEntry, EvidenceList } from './EvidenceList'

interface Props {
  entries: readonly EvidenceEntry[]
  layers?: number
  /** For the ruler. */
  overview?: readonly Mark[]
  byLayer?: ByLayer
  counted?: readonly number[]
  /** That the evidence is of. */
  model?: Measured
  under?: (entry: EvidenceEntry) => ReactNode
}

/** The list, and the same sentences shaded on the pages. */
export function ShownEvidence({ entries, layers, overview, byLayer, counted, model, under }: Props) {
  const [hovered, setHovered] = useState<EvidenceEntry>()
  const marks = useMemo(() => {
    const shaded = entries
      .map((entry, i) => ({ ...entry, rank: i + 1 }))
      .filter(({ isSource, key }) => isSource || key === hovered?.key)
      .flatMap(({ start, end, ...rest }) => (start !== undefined && end !== undefined ? [{ ...rest, start, end }] : []))
    return evidenceMarks(shaded, model)
  }, [entries, hovered, model])
  useShownMarks(marks, overview)
  return <EvidenceList {...{ entries, layers, byLayer, counted, model, under }} onHover={setHovered} />
}
