import { describe, expect, it } from 'vitest'
import { jsonLine } from '../../../../electron/cli/json'
import { ResultSchema } from '../../../../electron/cli/schema'
import type { ComputedPart } from '../../../../electron/shared/ipc/answer_data'
import { fakePart, fakeResult } from './fakes'

describe('jsonLine', () => {
  it('prints exactly what is agreed, in one line', () => {
    const computed: ComputedPart[] = [
      { what: 'attention', when: 'writing', device: 'CPU (ggml-dsa)', way: 'sparse', nodes: 8 },
    ]
    const line = jsonLine(fakeResult({ traced: [fakePart()], computed }))
    expect(line).not.toContain('\n')
    expect(JSON.parse(line)).toEqual({
      document: { file: 'pier.pdf', pages: 3, tokens: 1234, sentences: 2, coverage: 1, notes: [] },
      model: {
        name: 'Tiny',
        architecture: 'deepseek32',
        layers: 2,
        topK: 16,
        backend: 'CPU',
        sha256: 'ab'.repeat(32),
      },
      answer: {
        text: 'The pier will be renewed. It is blue.',
        tokens: 9,
        stopped: 'end',
        sentences: [
          {
            text: 'The pier will be renewed.',
            support: 'supported',
            evidence: [
              { page: 3, text: 'It will be renewed in 2027.', score: 7.25, count: 12 },
              { page: 1, text: 'The pier is old.', score: 1.5, count: 3, steps: 2 },
            ],
            unfound: [],
          },
          { text: 'It is blue.', support: 'none', evidence: [], unfound: [] },
        ],
      },
      computed,
      timings: { prefillTokensPerSecond: 180.123, decodeTokensPerSecond: 4.4, evaluatedTokens: 1300, seconds: 9.87 },
    })
    expect(ResultSchema.safeParse(JSON.parse(line)).success).toBe(true)
  })

  it('has no rate where there was no time', () => {
    const timings = {
      prefillTokensPerSecond: Number.NaN,
      decodeTokensPerSecond: Infinity,
      evaluatedTokens: 0,
      seconds: 0,
    }
    expect(JSON.parse(jsonLine(fakeResult({ timings }))).timings).toEqual({
      prefillTokensPerSecond: 0,
      decodeTokensPerSecond: 0,
      evaluatedTokens: 0,
      seconds: 0,
    })
  })

  it('refuses to print what breaks the agreement', () => {
    const good = fakeResult()
    expect(() => jsonLine({ ...good, document: { ...good.document, coverage: 1.01 } })).toThrow()
    expect(() => jsonLine({ ...good, model: { ...good.model, sha256: '' } })).toThrow()
    const unselected = { sentence: 0, page: 1, text: 'x', score: 1, count: 0 }
    const sentences = [{ ...good.answer.sentences[0]!, evidence: [unselected] }]
    expect(() => jsonLine({ ...good, answer: { ...good.answer, sentences } })).toThrow()
  })
})
