import { expect, it } from 'vitest'
import { knownEncoding } from '../../../../../electron/documents/text/encodings'
import { ENCODINGS } from '../../../../../electron/shared/document/encodings'

it('the window offers encodings by the labels that texts are read with', () => {
  for (const { label } of ENCODINGS) expect(knownEncoding(label)).toBe(label)
})
