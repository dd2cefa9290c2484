import { placeShort } from '../../../electron/shared/shown/page_names'
import { pageTicks } from '../../../electron/shared/shown/page_ticks'
import { CopyPicture } from '../../picture/CopyPicture'
import { WIDTH } from '../../picture/picture'
import { provenanceOf } from '../../picture/provenance'
import type { Mark } from '../../state/marks'
import { spanText } from '../subject/answer_tokens'
import type { Subject } from '../subject/subject'
import type { ByLayer } from './by_layer'
import type { EvidenceEntry } from './EvidenceList'
import { evidencePicture } from './evidence_picture'
import { alongText } from './overview'

interface Props {
  subject: Subject
  entries: readonly EvidenceEntry[]
  byLayer?: ByLayer
  overview?: readonly Mark[]
  /** Layers that scores are summed over; none for composed ones. */
  layers: readonly number[]
}

/** Takes the list of evidence along, with the overview and what each layer adds. */
export const CopyEvidence = ({ subject, entries, byLayer, overview, layers }: Props) => {
  const { generation, alignment, span, result } = subject
  return (
    <CopyPicture
      of="the evidence"
      provenance={(version) => provenanceOf(subject, version)}
      make={(paper) => {
        const parts = {
          entries,
          byLayer,
          layers,
          overview: overview && alignment ? alongText(overview, generation, alignment) : [],
          ticks: pageTicks(generation, alignment, WIDTH),
          pageName: (page: number) => placeShort(alignment?.document, page),
          model: result.model,
          words: spanText(generation, span).trim(),
        }
        return evidencePicture(parts, paper)
      }}
    />
  )
}
