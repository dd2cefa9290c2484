import { describe, expect, it } from 'vitest'
import { junctionOf, vocabularyOf } from '../../../../electron/documents/hyphens'
import type { Line } from '../../../../electron/documents/pdf/layout/lines'

const vocabulary = (...lines: string[]) => vocabularyOf(lines.map((text) => ({ text }) as Line))

describe('a hyphen at the end of a line', () => {
  it.each([
    ['exam-', 'ple of it', 'joined', 'no evidence'],
    ['well-', 'known', 'kept', 'a word that keeps it'],
    ['self-', 'made', 'kept', 'a word that keeps it'],
    ['x-', 'ray', 'kept', 'one letter'],
    ['2019-', '2020', 'kept', 'digits'],
    ['Jean-', 'Paul', 'kept', 'a capital'],
    ['first-', 'and second-rate', 'apart', 'a word to come'],
    ['Umwelt-', 'und Naturschutz', 'apart', 'a word to come'],
    ['state-of-the-', 'art', 'kept', 'more hyphens'],
  ])('%s %s: %s (%s)', (before, after, junction) => {
    expect(junctionOf(before, after, vocabulary(before, after))).toBe(junction)
  })

  it('is settled by the same word elsewhere', () => {
    expect(junctionOf('a north-', 'east wind', vocabulary('the north-east quay', 'a north-', 'east wind'))).toBe('kept')
    expect(junctionOf('the cross-', 'bar', vocabulary('a crossbar', 'the cross-', 'bar'))).toBe('joined')
  })

  it('is settled by a file that has two kinds of hyphens', () => {
    const seen = vocabulary('sixty-three piles', 'the sur\u2010', 'vey of the', 'storm from the north-', 'east')
    expect(junctionOf('the sur\u2010', 'vey', seen)).toBe('joined')
    expect(junctionOf('the north-', 'east', seen)).toBe('kept')
  })

  it('is kept between two words that both occur', () => {
    const seen = vocabulary('the harbour master and the harbour', 'a second master', 'our harbour-', 'master')
    expect(junctionOf('our harbour-', 'master', seen)).toBe('kept')
  })
})
