// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { mapSums } from '../../../../electron/shared/shown/map_cells'
import { groupLayers } from '../../../../electron/shared/shown/map_groups'
import { pageTicks } from '../../../../electron/shared/shown/page_ticks'
import { stripPages } from '../../../../renderer/lens/entered/strip'
import { stripPicture } from '../../../../renderer/lens/entered/strip_picture'
import type { EvidenceEntry } from '../../../../renderer/lens/evidence/EvidenceList'
import { evidencePicture } from '../../../../renderer/lens/evidence/evidence_picture'
import { alongText, evidenceOverview } from '../../../../renderer/lens/evidence/overview'
import { mapPicture } from '../../../../renderer/lens/map/map_picture'
import { enteredByRegion, regionSizes } from '../../../../renderer/lens/row/places'
import { scoredSentences } from '../../../../renderer/lens/row/ranking'
import { scoreProfile } from '../../../../renderer/lens/score/profile'
import { profilePicture } from '../../../../renderer/lens/score/profile_picture'
import { type Picture, svgFile, WIDTH } from '../../../../renderer/picture/picture'
import { provenanceOf, provenanceOfMany } from '../../../../renderer/picture/provenance'
import { clamped, wrapped } from '../../../../renderer/picture/wrap'
import { PAPER as paper } from '../picture/paper_made'
import { alignment, generation, row } from './made'

/** The picture's file as a browser reads it: it must be whole. */
function parsed(picture: Picture, provenance = ''): Document {
  const svg = new DOMParser().parseFromString(svgFile(picture, paper, provenance), 'image/svg+xml')
  expect(svg.querySelector('parsererror')).toBeNull()
  return svg as unknown as Document
}

const numbers = (elements: Iterable<Element>, name: string) =>
  [...elements].map((element) => Number(element.getAttribute(name)))
const texts = (svg: Document) => [...svg.querySelectorAll('text')].map(({ textContent }) => textContent)

describe('the picture of scores', () => {
  const scored = scoredSentences(row(), generation, alignment())
  const profile = scoreProfile(scored, 1, generation, alignment())
  const about = { token: 'June.', layer: 2, lastIn: 1 }
  const svg = parsed(profilePicture(profile, pageTicks(generation, alignment(), WIDTH), about, paper))

  it('has a bar for each sentence, at its place and as high as its score', () => {
    const bars = [...svg.querySelectorAll('rect[fill=purple], rect[fill=plum]')]
    expect(numbers(bars, 'x')).toEqual(profile.bars.map(({ x }) => Math.round(x * WIDTH * 100) / 100))
    const shares = numbers(bars, 'height').map((height) => height / 150)
    for (const [i, share] of shares.entries()) expect(share).toBeCloseTo(profile.bars[i]!.height, 3)
    expect(bars.map((bar) => bar.getAttribute('fill') === 'purple')).toEqual(
      profile.bars.map(({ sentence }) => sentence.isIn),
    )
    expect(bars.map((bar) => bar.querySelector('title')!.textContent)).toEqual(['3.00', '0.75', '5.00'])
  })

  it('says what it shows', () => {
    expect(texts(svg).join(' ')).toContain('Indexer scores for “June.” on layer 2')
    expect(texts(svg)).toContain('last in: 1.00')
    expect(texts(svg)).toContain('p. ii')
  })
})

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

it('the picture of entered tokens has a box for each token of the document, inside the picture', () => {
  const pages = stripPages(row().positions, generation, alignment())
  const about = {
    token: 'June.',
    layer: 1,
    entered: enteredByRegion(row()),
    sizes: regionSizes(generation, 2),
    pageName: (page: number) => `page ${page}`,
  }
  const picture = stripPicture(pages, about, { ...paper, measure: (text) => text.length * 90 })
  const svg = parsed(picture)
  const boxes = [...svg.querySelectorAll('.token')]
  expect(boxes).toHaveLength(about.entered.text)
  for (const box of boxes) {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(box.getAttribute(name)))
    expect(x! + width!).toBeLessThanOrEqual(WIDTH)
    expect(y! + height!).toBeLessThanOrEqual(picture.height)
  }
  const shown = boxes.map((box) => box.nextElementSibling!.textContent)
  expect(shown).toEqual(pages.flatMap(({ runs }) => runs.flatMap((run) => run.tokens.map(({ text }) => text.trim()))))
  expect(picture.legend).toContain('8 of 23 tokens entered: document 5 of 13, template 1 of 5')
})

it('the picture of the map says how often tokens entered, and has all layers', () => {
  const map = groupLayers(
    {
      layers: [0, 1, 2, 3],
      bins: 2,
      within: { from: 0, to: 13 },
      tokens: 2,
      count: Uint32Array.of(3, 1, 0, 4, 2, 2, 1, 5),
      outside: new Uint32Array(12).fill(1),
      beyond: new Uint32Array(4),
      sinks: Uint32Array.of(1, 0, 0, 1),
      recent: new Uint32Array(4),
    },
    1,
  )
  const parts = {
    map,
    text: 'data:image/png;base64,AA',
    outside: 'data:image/png;base64,BB',
    ticks: [],
    retrieval: [2],
  }
  const picture = mapPicture({ ...parts, words: 'in June' }, paper)
  const svg = parsed(picture)
  const sums = mapSums(map)
  expect(picture.legend).toContain(`${sums.inText} times in the text shown`)
  expect(picture.legend).toContain('not drawn: 2 of sinks, 0 of recent tokens')
  expect(texts(svg)).toEqual(expect.arrayContaining(['0', '1', '2', '3', 'T', 'Q', 'A', '25%']))
  expect(svg.querySelectorAll('circle')).toHaveLength(1)
  expect([...svg.querySelectorAll('image')].map((image) => image.getAttribute('href'))).toEqual([
    parts.text,
    parts.outside,
  ])
  // half way along the scale is 25%: a square root
  const stops = [...svg.querySelectorAll('stop')].map((stop) => stop.getAttribute('stop-color'))
  expect(stops[0]).toBe('rgb(255,255,255)')
  expect(stops.at(-1)).toBe('rgb(0,0,0)')
})

describe('every picture', () => {
  const model = {
    name: 'Small',
    architecture: 'deepseek32',
    layers: 4,
    topK: 8,
    backend: 'CPU Some Chip (SSE3, AVX2, AVX512, FMA)',
    quantization: 'Q4_1 82%, Q5_1 18%',
    sha256: '0123456789abcdef0123456789abcdef',
    builtIn: true,
    retrievalLayers: [2, 3],
    calibrated: true,
  }
  const document = { file: 'pier.pdf', pages: 2, tokens: 13, sentences: 3, coverage: 1, imagePages: [], parts: [] }
  const result = { document, model, generations: [generation], main: 0, ranking: [], seed: 7, version: '0.0.9' }

  it('says which run of which model it shows', () => {
    const words = provenanceOf({ result, generation }, '0.1.0')
    const svg = parsed({ title: 'T', height: 10, body: '', legend: 'L.' }, words)
    expect(svg.querySelector('desc')!.textContent).toBe(`L. ${words}`)
    const shown = texts(svg).join(' ').replaceAll('\u00a0', ' ')
    for (const part of [
      'pier.pdf',
      'Small, sha256 0123456789abcdef',
      'quantization Q4_1 82%, Q5_1 18%',
      'top-k 8',
      'CPU Some Chip (AVX-512, AVX2)',
      'seed 7',
      'SparseLens 0.1.0, answered by 0.0.9',
    ])
      expect(shown).toContain(part)
  })

  it('says so where hash or quantization are not known', () => {
    const bare = { ...result, model: { ...model, sha256: '', quantization: undefined }, seed: undefined }
    const words = provenanceOf({ result: bare, generation }, '0.1.0')
    expect(words).toContain('sha256 not known yet')
    expect(words).toContain('quantization not recorded')
    expect(words).toContain('seed none')
  })

  it('names what many runs have in common once', () => {
    const other = { ...result, document: { ...document, file: 'bell.pdf' }, seed: undefined }
    const words = provenanceOfMany(
      [
        { result, generation },
        { result: other, generation: { ...generation, topK: 16 } },
      ],
      '0.1.0',
    )
    for (const part of ['pier.pdf, bell.pdf · Small, sha256 0123456789abcdef · ', 'top-k 8, 16 · ', 'seed 7, none · '])
      expect(words).toContain(part)
    const many = Array.from({ length: 8 }, (_, i) => ({
      result: { ...result, document: { ...document, file: `${i}.pdf` } },
      generation,
    }))
    expect(provenanceOfMany(many, '0.1.0')).toContain('4.pdf and 3 more · ')
  })

  it('stays whole with any text', () => {
    const title = `a\u0000b <script> & "q" ${'\ud800'} \u202e ${'long'.repeat(200)}`
    const svg = parsed({ title, height: 10, body: '', legend: '' })
    expect(svg.querySelectorAll('script')).toHaveLength(0)
    expect(() => encodeURIComponent(svgFile({ title, height: 1, body: '', legend: '' }, paper, ''))).not.toThrow()
  })
})

it('text is wrapped, long words are broken, and what is cut says so', () => {
  expect(wrapped('one two three', 40, 10, paper)).toEqual(['one two', 'three'])
  expect(wrapped('abcdefghijkl m', 20, 10, paper)).toEqual(['abcd', 'efgh', 'ijkl', 'm'])
  expect(wrapped('a b', 20, 10, paper)).toEqual(['a b'])
  expect(wrapped('', 20, 10, paper)).toEqual([])
  expect(clamped(['one', 'two', 'three'], 2)).toEqual(['one', 'tw…'])
})
