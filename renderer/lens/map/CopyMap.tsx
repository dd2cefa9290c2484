import type { GroupedMap } from '../../../electron/shared/shown/map_groups'
import { pageTicks } from '../../../electron/shared/shown/page_ticks'
import { CopyPicture } from '../../picture/CopyPicture'
import { pixelsUrl } from '../../picture/copy'
import type { Paper } from '../../picture/paper'
import { provenanceOf } from '../../picture/provenance'
import { spanText } from '../subject/answer_tokens'
import type { Subject } from '../subject/subject'
import { ACROSS, mapPicture } from './map_picture'
import { outsidePixels, textPixels } from './map_pixels'

/** Takes the map along as it is shown. */
export const CopyMap = ({ subject, map }: { subject: Subject; map: GroupedMap }) => (
  <CopyPicture
    of="the map"
    provenance={(version) => provenanceOf(subject, version)}
    make={(paper) => make(subject, map, paper)}
  />
)

async function make({ generation, alignment, span, retrievalLayers }: Subject, map: GroupedMap, paper: Paper) {
  const rows = map.rows.length
  const scale = paper.colours.map
  const parts = {
    map,
    text: await pixelsUrl(textPixels(map, generation, span, scale), map.bins, rows),
    outside: await pixelsUrl(outsidePixels(map, generation, span, scale), 3, rows),
    ticks: pageTicks(generation, alignment, ACROSS, map.within),
    retrieval: retrievalLayers,
    words: spanText(generation, span).trim(),
  }
  return mapPicture(parts, paper)
}
