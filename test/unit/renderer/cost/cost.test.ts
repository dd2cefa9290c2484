// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { PUBLISHED } from '../../../../electron/shared/cost/published'
import type { CostSeries } from '../../../../electron/shared/ipc/cost_data'
import { costOf } from '../../../../renderer/cost/calls'
import { costPicture } from '../../../../renderer/cost/cost_picture'
import { costCsv } from '../../../../renderer/cost/csv'
import { layOut, measuredCurves, publishedCurves } from '../../../../renderer/cost/plot'
import {
  callName,
  callWords,
  duration,
  looksDisturbed,
  perSecond,
  perToken,
  provenanceOf,
  reportWords,
  seriesWords,
} from '../../../../renderer/cost/words'
import { svgFile } from '../../../../renderer/picture/picture'
import { PAPER } from '../picture/paper_made'
import { ATTENTION, REPORT, SERIES } from './cost_made'

describe('a plot', () => {
  it('has what was measured, in milliseconds, both axes from 0', () => {
    const curves = measuredCurves(SERIES, 'prefill')
    expect(curves.unit).toBe('ms per token')
    expect(curves.lines.sparse.map(({ value }) => value)).toEqual([2, 2, 2])
    expect(curves.lines.dense.map(({ depth, value }) => [depth, value])).toEqual([
      [0, 1],
      [1000, 2],
      [4000, 5],
    ])
    const { lines, area, up, across } = layOut(curves, 330, 168)
    const dense = lines.find(({ attention }) => attention === 'dense')!
    expect(dense.dots[0]!.x).toBe(area.left)
    expect(dense.dots[2]!.x).toBe(area.right)
    // heights above the ground are in proportion to the values
    const heights = dense.dots.map(({ y }) => area.bottom - y)
    expect(heights[1]! / heights[0]!).toBeCloseTo(2, 6)
    expect(heights[2]! / heights[0]!).toBeCloseTo(5, 6)
    expect([up[0]!.label, up[0]!.at]).toEqual(['0', area.bottom])
    expect(across.map(({ label }) => label)).toEqual(['0', '1K', '2K', '3K', '4K'])
  })

  it('is in seconds where a token takes that long, and leaves out what was not measured', () => {
    const slow: CostSeries = {
      ...SERIES,
      points: [
        { depth: 0, sparse: { prefill: 1, decode: 3 }, dense: { prefill: null, decode: null } },
        { depth: 512, sparse: { prefill: null, decode: 3 }, dense: { prefill: null, decode: null } },
      ],
    }
    expect(measuredCurves(slow, 'decode').unit).toBe('s per token')
    const { lines } = layOut(measuredCurves(slow, 'prefill'), 330, 168)
    expect(lines.map(({ attention, dots }) => [attention, dots.length])).toEqual([['sparse', 1]])
  })

  it('names of lines that end beside each other do not touch', () => {
    const lines = { sparse: [{ depth: 10, value: 5 }], dense: [{ depth: 10, value: 5.1 }] }
    const [one, other] = layOut({ lines }, 330, 168).lines
    expect(Math.abs(one!.name.y - other!.name.y)).toBeGreaterThanOrEqual(13)
  })

  it('of what was published has its own unit and numbers', () => {
    const curves = publishedCurves('decode')
    expect(curves.unit).toBe('US$ per million tokens')
    expect(curves.lines.dense.map(({ value }) => value)).toEqual(PUBLISHED.decode.map(({ dense }) => dense))
  })
})

describe('the words', () => {
  it('say what a call costs, where it breaks even, and that it is estimated', () => {
    // reading 3,000 tokens: sparse 6 s; dense 3 + 4.5 s
    const words = callWords(SERIES, 'This call', [{ prompt: 3000, answer: 0 }])
    expect(words[0]).toMatch(/^This call, 3,000 \+ 0 tokens: 0.80 of the dense time; break-even at 2,0\d\d tokens\.$/)
    expect(words).toContain('Reading and writing it takes about 6.0 s sparse, 7.5 s dense.')
    expect(words).toContain('Sparse attention saves 20% here.')
    expect(words.join(' ')).toContain('These are estimates: read between the measured depths in straight lines.')
  })

  it('say plainly that sparse does not save', () => {
    const short = callWords(SERIES, 'This call', [{ prompt: 500, answer: 10 }]).join(' ')
    expect(short).toContain('Sparse attention does not save here')
    expect(short).toMatch(/: 1\.\d\d of the dense time/)
    const alike = callWords(SERIES, 'This call', [{ prompt: 2000, answer: 0 }]).join(' ')
    expect(alike).toContain('Sparse attention saves nothing here: both take about as long.')
    const never = { ...SERIES, points: SERIES.points.slice(0, 2) }
    expect(callWords(never, 'A call', [{ prompt: 500, answer: 0 }]).join(' ')).toMatch(
      /no break-even\..*At the longest prompt looked at, 1,000 tokens, sparse is not ahead/,
    )
  })

  it('say where numbers were drawn out', () => {
    const words = callWords(SERIES, 'A call', [{ prompt: 30_000, answer: 300 }]).join(' ')
    expect(words).toContain('beyond 4,000 tokens, where nothing was measured, drawn out')
  })

  it('add up the calls that a long document takes', () => {
    const calls = [
      { prompt: 2000, answer: 100 },
      { prompt: 1000, answer: 50 },
    ]
    const [all, first, second] = [calls, calls.slice(0, 1), calls.slice(1)].map((some) => costOf(SERIES, some)!)
    expect(all!.sparseSeconds).toBeCloseTo(first!.sparseSeconds + second!.sparseSeconds, 9)
    expect(all!.ratio).toBeCloseTo(all!.sparseSeconds / all!.denseSeconds, 9)
    expect(callName(calls)).toBe('3,000 + 150 tokens in 2 calls')
  })

  it('say so where there is nothing to compare with', () => {
    const points = SERIES.points.map((point) => ({ ...point, dense: { prefill: null, decode: null } }))
    const wordsOf = (points: CostSeries['points']) =>
      callWords({ ...SERIES, points }, 'This call', [{ prompt: 10, answer: 1 }])
    expect(wordsOf(points)).toEqual([expect.stringContaining('no dense twin')])
    expect(wordsOf(SERIES.points.slice(0, 1))).toEqual([expect.stringContaining('what one depth costs')])
  })

  it('name model, machine, versions and what was made up', () => {
    expect(seriesWords(SERIES)).toContain('Small, sha256 0123456789abcdef: 4 layers, 9 heads, indexer with 4 heads')
    expect(seriesWords(ATTENTION)).toMatch(/^Attention only, random weights: 1 layer .*too long\.$/)
    const report = reportWords(REPORT).join(' ')
    for (const part of ['26 November 2026', 'CPU Some Chip', '2 threads', '24 GB', 'SSE3, AVX2, AVX512', 'v0.5.0'])
      expect(report).toContain(part)
    const masked = reportWords({ ...REPORT, attention: { sparse: false, reason: 'no backend' } }).join(' ')
    expect(masked).toContain('not computed sparsely here: no backend.')
    expect(provenanceOf(REPORT, '0.2.0')).toBe(
      'Small, sha256 0123456789abcdef · top-k 256 · CPU Some Chip (AVX-512, AVX2) · 2 threads · seed none: nothing is sampled · measured 2026-11-26 · llama.cpp v0.5.0 (abcdef012) · SparseLens 0.1.0, drawn by 0.2.0',
    )
  })

  it('warn where something else slowed the computer down', () => {
    expect(looksDisturbed(SERIES)).toBe(false)
    const jumping = SERIES.points.map((point, i) =>
      i === 1 ? { ...point, dense: { prefill: 0.002, decode: 0.03 } } : point,
    )
    expect(looksDisturbed({ ...SERIES, points: jumping })).toBe(true)
  })

  it('have units', () => {
    expect([perToken(0.00447), perToken(1.234), perSecond(0.00447), duration(0.62), duration(14.4)]).toEqual([
      '4.47 ms',
      '1.23 s',
      '224/s',
      '0.62 s',
      '14 s',
    ])
    expect([duration(200), duration(7300)]).toEqual(['3 min 20 s', '2 h 2 min'])
  })
})

it('CSV has every number that was measured', () => {
  const [about, head, ...rows] = costCsv(REPORT).trim().split('\n')
  expect(about).toMatch(/^# Small, sha256/)
  expect(head!.split(',')).toHaveLength(7)
  expect(rows).toHaveLength(6)
  expect(rows[1]).toBe('"Small",model,1000,0.002,0.002,0.004,0.004')
})

it('the picture has all plots, with the published ones labelled as such', () => {
  const picture = costPicture(REPORT, PAPER)
  const svg = new DOMParser().parseFromString(svgFile(picture, PAPER, provenanceOf(REPORT, '0.1.0')), 'image/svg+xml')
  expect(svg.querySelectorAll('path.sparse')).toHaveLength(6)
  expect(svg.querySelectorAll('circle')).toHaveLength(4 * 6 + 2 * 6)
  const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent).join(' ')
  expect(words).toContain('Some attention: attention only, random weights, one layer')
  expect(words).toContain('Published by DeepSeek for its own servers: not measured here')
  expect(words).toContain('Reading, US$ per million tokens')
})
