import { USUAL_LANGUAGES } from '../shared/document/languages'
import { otherwise } from '../shared/document/read_as'
import type { ReadAs } from '../shared/document/types'
import type { Arguments } from './arguments'

/** How files are read, where that is otherwise than usual. */
export const readAsOf = ({ hidden, encoding, accepted, ocr }: Arguments): ReadAs | undefined =>
  otherwise({ hidden, encoding, accepted, ocr: ocr === USUAL_LANGUAGES ? undefined : ocr })
