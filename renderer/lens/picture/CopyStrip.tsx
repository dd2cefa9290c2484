import { pageTitle } from '../../../electron/shared/shown/page_names'
import { tokenName } from '../answer_tokens'
import { enteredByRegion, regionSizes } from '../places'
import type { Row } from '../row'
import type { StripPage } from '../strip'
import type { Subject } from '../subject'
import { CopyPicture } from './CopyPicture'
import { provenanceOf } from './provenance'
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
