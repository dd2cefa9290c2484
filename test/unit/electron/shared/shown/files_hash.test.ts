import { expect, it } from 'vitest'
import { hashWords, isHashed, shortHash, writtenHash } from '../../../../../electron/shared/shown/files_hash'

const [all, some] = ['ab'.repeat(32), 'cd'.repeat(32)]

it('never calls samples what only all bytes are', () => {
  expect(hashWords({ sha256: '', sampledSha256: some })).toBe(`sampled-sha256 ${some}`)
  expect(hashWords({ sha256: all, sampledSha256: some })).toBe(`sha256 ${all}`)
  expect(shortHash({ sha256: all })).toBe('sha256 abababababababab')
  expect(shortHash({ sha256: '' })).toBe('sha256 not known yet')
  expect(writtenHash({ sha256: '', sampledSha256: some })).toEqual({ sha256: null, sampledSha256: some })
  expect(writtenHash({ sha256: all })).toEqual({ sha256: all })
  expect([{ sha256: '' }, { sha256: all }, { sha256: '', sampledSha256: some }].map(isHashed)).toEqual([
    false,
    true,
    true,
  ])
})
