import { type ReactNode, useMemo, useState } from 'react'
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
  under?: (entry: EvidenceEntry) => ReactNode
}

/** The list, and the same sentences shaded on the pages. */
export function ShownEvidence({ entries, layers, overview, byLayer, counted, under }: Props) {
  const [hovered, setHovered] = useState<EvidenceEntry>()
  const marks = useMemo(() => {
    const shaded = entries
      .map((entry, i) => ({ ...entry, rank: i + 1 }))
      .filter(({ isSource, key }) => isSource || key === hovered?.key)
      .flatMap(({ start, end, ...rest }) => (start !== undefined && end !== undefined ? [{ ...rest, start, end }] : []))
    return evidenceMarks(shaded)
  }, [entries, hovered])
  useShownMarks(marks, overview)
  return <EvidenceList {...{ entries, layers, byLayer, counted, under }} onHover={setHovered} />
}
