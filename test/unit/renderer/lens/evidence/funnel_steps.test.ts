import { describe, expect, it } from 'vitest'
import { funnelSteps, sourcesOf } from '../../../../../renderer/lens/evidence/funnel_steps'
import { generation } from '../made'

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
