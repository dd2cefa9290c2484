import { expect, it } from 'vitest'
import { knownEncoding, ENCODINGS as READ } from '../../../../../electron/documents/encodings'
import { ENCODINGS } from '../../../../../electron/shared/document/encodings'

it('the window offers the encodings that texts are read in, by their usual labels', () => {
  expect(ENCODINGS).toEqual(READ)
  for (const { label } of ENCODINGS) expect(knownEncoding(label)).toBe(label)
})
