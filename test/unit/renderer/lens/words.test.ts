import { describe, expect, it } from 'vitest'
import { funnelSteps, sourcesOf } from '../../../../renderer/lens/evidence/funnel_steps'
import { evidenceOverview } from '../../../../renderer/lens/evidence/overview'
import { scoredSentences } from '../../../../renderer/lens/row/ranking'
import { enteredWords, mapWords, scoreWords } from '../../../../renderer/lens/row/words'
import { nearestMiss, ordinal, rankName, ranksOf } from '../../../../renderer/lens/score/ranks'
import { layersName } from '../../../../renderer/lens/subject/layers_name'
import { neverMarks, neverPassages } from '../../../../renderer/lens/uses/never'
import { alignment, generation, row } from './made'

const aligned = alignment()

describe('ranks', () => {
  it('are exact for what entered and what is known to have missed, a bound below', () => {
    const of = ranksOf(row(), generation, aligned)
    expect(rankName(of(2))).toBe('ranked 1st')
    expect(rankName(of(0))).toBe('ranked 3rd')
    // position 7 is the best that missed: its sentence has others that entered
    const missed = row({
      positions: Int32Array.of(0, 15, 17),
      scores: Float32Array.of(1, 5, 4),
      missed: Int32Array.of(6),
    })
    expect(rankName(ranksOf(missed, generation, aligned)(0))).toBe('ranked 4th')
    expect(rankName(ranksOf(missed, generation, aligned)(1))).toBe('below the best that missed')
  })

  it('of sentences that are not known say after how many that missed they come', () => {
    const missed = row({
      positions: Int32Array.of(15, 17),
      scores: Float32Array.of(5, 4),
      missed: Int32Array.of(16, 0),
    })
    expect(rankName(ranksOf(missed, generation, aligned)(0))).toBe('below the 2 best that missed')
  })

  it('are named as people do', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 112, 2300].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '112th',
      '2,300th',
    ])
  })
})

describe('plain words', () => {
  it('say how many tokens entered and where they are', () => {
    expect(enteredWords(row(), generation, 3, 17, aligned)[0]).toBe(
      'In layer 17, 8 of 24 tokens entered attention when “June.” was written; 3 of them are on page 1 and 2 on page ii.',
    )
  })

  it('name the nearest that missed', () => {
    const missing = row({
      positions: Int32Array.of(0, 15, 17),
      scores: Float32Array.of(1, 5, 4),
      missed: Int32Array.of(6),
      missedScores: Float32Array.of(0.9),
      sentenceMax: Float32Array.of(5, 0.9, 0.75),
    })
    const scored = scoredSentences(missing, generation, aligned)
    expect(nearestMiss(scored, generation, ranksOf(missing, generation, aligned))).toMatchObject({
      rank: 'ranked 4th',
      sentence: { index: 0 },
    })
    const words = scoreWords(missing, scored, generation, 3, 2, aligned, ranksOf(missing, generation, aligned))
    expect(words.at(-1)).toBe(
      'Nearest of those that missed: “The pier is old.”, ranked 4th; 3 got in. It missed by 0.10.',
    )
  })

  it('account for all that the map holds', () => {
    const words = mapWords({ inText: 60, outside: 20, beyond: 5, sinks: 10, recent: 5 }, 2, [4, 5, 6]).join(' ')
    expect(words).toContain('2 tokens of the answer on layers 4–6')
    expect(words).toContain('100 times')
    expect(words).toContain('15 (15%) are not drawn: 10 sinks')
  })

  it('name layers', () => {
    expect([[3], [4, 5, 6], [1, 5], []].map(layersName)).toEqual(['layer 3', 'layers 4–6', '2 layers', 'no layer'])
  })
})

describe('the funnel', () => {
  it('goes from the document down to the sources', () => {
    const totals = { entered: 9, selected: 64, outside: { template: 10, question: 8, answer: 6 } }
    const asked = { generation, document: 20, span: { from: 0, to: 4 }, layers: 2 }
    const sources = sourcesOf(
      [
        { key: '2', isSource: true },
        { key: '0', isSource: false },
      ],
      () => 6,
    )
    const steps = funnelSteps(asked, totals, sources)
    expect(steps.map(({ name, tokens }) => [name, tokens])).toEqual([
      ['read', 13],
      ['scored', 13],
      ['entered', 9],
      ['evidence', 6],
    ])
    expect(steps[0]!.sentence).toBe('13 of the document’s 20 tokens were read for this text.')
    expect(steps[1]!.sentence).toContain('8 times')
    expect(steps[2]!.sentence).toContain('40 times in all')
  })
})

describe('never selected', () => {
  const never = { runs: Uint32Array.of(0, 2, 8, 13), tokens: 7, of: 13 }

  it('are passages of the text, single words left out', () => {
    expect(neverPassages(never, generation, aligned).map(({ text, tokens, page }) => [text, tokens, page])).toEqual([
      ['new one comes in June.', 5, 2],
    ])
  })

  it('are marked without the spaces around them', () => {
    const marks = neverMarks(never, generation, aligned)
    expect(marks.map(({ start, end }) => aligned.document.text.slice(start, end))).toEqual([
      'The pier',
      'new one comes in June.',
    ])
  })
})

describe('the ruler', () => {
  it('has all sentences that were read more than usual', () => {
    const totals = { evidence: Float32Array.of(1, -2, 4), count: Uint32Array.of(3, 2, 5) }
    const marks = evidenceOverview(totals, generation, aligned)
    expect(marks?.map(({ start, strength }) => [start, strength])).toEqual([
      [0, 0.25],
      [33, 1],
    ])
    expect(evidenceOverview(totals, { ...generation, read: [] }, aligned)).toBeUndefined()
  })
})
