import { CopyPicture } from '../../lens/picture/CopyPicture'
import type { Paper } from '../../lens/picture/paper'
import type { Picture } from '../../lens/picture/picture'

/** Which runs a chart shows; `version`: of this app. */
export type Provenance = (version: string) => string

interface Props {
  /** The chart's title. */
  of: string
  provenance: Provenance
  make(paper: Paper): Picture | Promise<Picture>
}

/** Takes a chart along. */
export const CopyChart = ({ of, ...props }: Props) => (
  <CopyPicture of={`${of.charAt(0).toLowerCase()}${of.slice(1)}`} {...props} />
)
