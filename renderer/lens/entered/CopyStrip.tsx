import { pageTitle } from '../../../electron/shared/shown/page_names'
import { CopyPicture } from '../../picture/CopyPicture'
import { provenanceOf } from '../../picture/provenance'
import { enteredByRegion, regionSizes } from '../row/places'
import type { Row } from '../row/row'
import { tokenName } from '../subject/answer_tokens'
import type { Subject } from '../subject/subject'
import type { StripPage } from './strip'
import { stripPicture } from './strip_picture'

interface Props {
  subject: Subject
  row: Row
  pages: readonly StripPage[]
}

/** Takes the entered tokens along. */
export const CopyStrip = ({ subject, row, pages }: Props) => {
  const { generation, alignment, token, layer } = subject
  return (
    <CopyPicture
      of="the entered tokens"
      provenance={(version) => provenanceOf(subject, version)}
      make={(paper) => {
        const about = {
          token: tokenName(generation, token),
          layer,
          entered: enteredByRegion(row),
          sizes: regionSizes(generation, token),
          pageName: (page: number) => pageTitle(alignment?.document, page),
        }
        return stripPicture(pages, about, paper)
      }}
    />
  )
}
