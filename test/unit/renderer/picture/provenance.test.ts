// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { provenanceOf, provenanceOfMany } from '../../../../renderer/picture/provenance'
import { generation } from '../lens/made'
import { parsed, texts } from './parsed'

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
})
