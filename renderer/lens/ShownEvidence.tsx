import { useMemo, useState } from 'react'
import { type EvidenceEntry, EvidenceList } from './EvidenceList'
import { evidenceMarks } from './marks'
import { useShownMarks } from './shown_marks'

/** The list, and the same sentences shaded on the pages. */
export function ShownEvidence({ entries, layers }: { entries: readonly EvidenceEntry[]; layers?: number }) {
  const [hovered, setHovered] = useState<EvidenceEntry>()
  const marks = useMemo(() => {
    const shaded = entries
      .map((entry, i) => ({ ...entry, rank: i + 1 }))
      .filter(({ isSource, key }) => isSource || key === hovered?.key)
      .flatMap(({ start, end, ...rest }) => (start !== undefined && end !== undefined ? [{ ...rest, start, end }] : []))
    return evidenceMarks(shaded)
  }, [entries, hovered])
  useShownMarks(marks)
  return <EvidenceList entries={entries} layers={layers} onHover={setHovered} />
}
