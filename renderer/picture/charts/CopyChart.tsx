import { CopyPicture } from '../CopyPicture'
import type { Paper } from '../paper'
import type { Picture } from '../picture'

/** Which runs a chart shows; `version`: of this app. */
export type Provenance = (version: string) => string

interface Props {
  /** The chart's title. */
  of: string
  provenance: Provenance
  make(paper: Paper): Picture | Promise<Picture>
}

/** "Sinks" -> "sinks", but not "KL by token". */
const lowerFirst = (title: string): string => title.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** Takes a chart along. */
export const CopyChart = ({ of, ...props }: Props) => <CopyPicture of={lowerFirst(of)} {...props} />
