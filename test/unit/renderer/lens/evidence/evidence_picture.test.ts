// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { EvidenceEntry } from '../../../../../renderer/lens/evidence/EvidenceList'
import { evidencePicture } from '../../../../../renderer/lens/evidence/evidence_picture'
import { alongText, evidenceOverview } from '../../../../../renderer/lens/evidence/overview'
import { WIDTH } from '../../../../../renderer/picture/picture'
import { PAPER as paper } from '../../picture/paper_made'
import { numbers, parsed, texts } from '../../picture/parsed'
import { alignment, generation } from '../made'

describe('the picture of evidence', () => {
  const totals = { evidence: Float32Array.of(1, -0.5, 4), count: Uint32Array.of(2, 0, 9) }
  const overview = evidenceOverview(totals, generation, alignment())!
  const entries: EvidenceEntry[] = [
    { key: '2', text: 'A new one comes in <June> & "July".', page: 2, score: 4, count: 9, isSource: true },
    { key: '0', text: 'The pier is old.', page: 1, score: 1, count: 2, isSource: false },
  ]
  const byLayer = {
    layers: [0, 1, 2, 3],
    of: new Map([
      [2, Float32Array.of(0, 1, 2, 2)],
      [0, Float32Array.of(0, 0, 1, 0)],
    ]),
    most: 2,
  }
  const parts = {
    entries,
    byLayer,
    layers: [2, 3],
    overview: alongText(overview, generation, alignment()),
    ticks: [],
    pageName: (page: number) => `p. ${page}`,
    words: 'in June',
  }
  const svg = parsed(evidencePicture(parts, paper))

  it('has bars in proportion to the scores, and the scores', () => {
    const [first, second] = numbers(svg.querySelectorAll('.score'), 'width')
    expect(second! / first!).toBeCloseTo(1 / 4, 3)
    expect(texts(svg)).toEqual(expect.arrayContaining(['4.0', '1.0', 'p. 2 · entered 9 times', entries[0]!.text]))
  })

  it('has what each layer adds', () => {
    const heights = numbers(svg.querySelectorAll('.layer'), 'height')
    expect(heights).toEqual([1, 7.5, 14, 14, 1, 1, 7.5, 1])
    const counts = [...svg.querySelectorAll('.layer')].map((bar) => bar.getAttribute('fill') === 'orange')
    expect(counts.slice(0, 4)).toEqual([false, false, true, true])
  })

  it('has the whole text at a glance', () => {
    const bars = svg.querySelectorAll('.overview')
    expect(numbers(bars, 'x')).toEqual([0, Math.round((7 / 13) * WIDTH * 100) / 100])
    const [weak, best] = numbers(bars, 'height')
    expect(weak! / best!).toBeCloseTo(1 / 4, 3)
  })

  it('does without layers and overview, as for a merge', () => {
    const bare = parsed(evidencePicture({ ...parts, byLayer: undefined, layers: [], overview: [] }, paper))
    expect(bare.querySelectorAll('.layer, .overview')).toHaveLength(0)
    expect(texts(bare)).toContain('1.0')
  })
})
