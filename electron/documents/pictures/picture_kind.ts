import type { PictureKind } from '../../shared/document/types'
import { latin1 } from '../text/encodings'

/** No text in any encoding begins so. */
const BEGINNINGS: [PictureKind, RegExp][] = [
  ['png', /^\x89PNG\r\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['tiff', /^(?:II[*+]\0|MM\0[*+])/],
]

/** The kind of picture that a file is, by its first bytes. */
export function pictureKind(data: Uint8Array): PictureKind | undefined {
  const first = latin1(data, 0, 8)
  return BEGINNINGS.find(([, pattern]) => pattern.test(first))?.[0]
}
