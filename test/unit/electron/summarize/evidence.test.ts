import { describe, expect, it } from 'vitest'
import { chatFrame } from '../../../../electron/engine/chat'
import { checkMemory } from '../../../../electron/engine/memory'
import type { Trace } from '../../../../electron/engine/native_trace'
import type { Answer, EvidenceItem } from '../../../../electron/shared/ipc/answer_data'
import { SUPPORTED, supportOf, WEAK } from '../../../../electron/shared/support'
import { evidenceOf, segmentsOf } from '../../../../electron/summarize/evidence'
import { answerStrength } from '../../../../electron/summarize/ranking'

const sentences = ['first', 'second', 'third'].map((text, i) => ({
  begin: 10 * i,
  end: 10 * i + 10,
  sentence: i,
  page: i + 1,
  text,
}))

function traceOf(evidence: number[], count: number[]): Trace {
  return {
    evidence: () => Float32Array.from(evidence),
    totals: () => ({ count: Uint32Array.from([...count, 7]), mass: new Float64Array(4), score: new Float32Array(4) }),
  } as unknown as Trace
}

const item = (score: number): EvidenceItem => ({ sentence: 0, page: 1, text: '', score, count: 1 })

describe('evidence', () => {
  it('is every sentence that entered attention, best first', () => {
    const trace = traceOf([0.5, 4, 2], [3, 1, 9])
    const found = evidenceOf({ trace, sentences, retrievalLayers: Int32Array.of(1) }, 0, 5)
    expect(found.map(({ text, page, score, count }) => ({ text, page, score, count }))).toEqual([
      { text: 'second', page: 2, score: 4, count: 1 },
      { text: 'third', page: 3, score: 2, count: 9 },
      { text: 'first', page: 1, score: 0.5, count: 3 },
    ])
  })

  it('leaves out sentences of which no token entered, whatever their score', () => {
    const trace = traceOf([9, 4, 2], [0, 1, 9])
    const found = evidenceOf({ trace, sentences, retrievalLayers: Int32Array.of(1) }, 0, 5)
    expect(found.map(({ text }) => text)).toEqual(['second', 'third'])
  })

  it('asks the trace for segments in pairs', () => {
    expect([...segmentsOf(sentences)]).toEqual([0, 10, 10, 20, 20, 30])
  })
})

describe('support', () => {
  it('goes by the best evidence per retrieval layer', () => {
    expect(supportOf([item(9 * SUPPORTED)], 9)).toBe('supported')
    expect(supportOf([item(9 * SUPPORTED - 0.1)], 9)).toBe('weak')
    expect(supportOf([item(9 * WEAK - 0.1)], 9)).toBe('none')
    expect(supportOf([], 9)).toBe('none')
  })
})

describe('the strongest answer', () => {
  it('is the one that points at a sentence, and is likely to the model', () => {
    const answer = (score: number, logProbability: number) =>
      ({ logProbability, sentences: [{ evidence: [item(score)] }] }) as Answer
    expect(answerStrength(answer(18, -0.2), 9)).toBeGreaterThan(answerStrength(answer(3, -0.2), 9))
    expect(answerStrength(answer(9, -0.1), 9)).toBeGreaterThan(answerStrength(answer(9, -1.5), 9))
  })
})

describe('a chat frame', () => {
  it("is the model's own template around our text", () => {
    const template =
      '{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}</>{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}'
    expect(chatFrame(template, '[B]', '[E]')).toEqual({ before: '[B]<user>', after: '</><assistant>' })
  })

  it('refuses a template that is broken or loses the question', () => {
    expect(() => chatFrame('{% if %}', '', '')).toThrow(/chat template can't be used/)
    expect(() => chatFrame('hello', '', '')).toThrow(/leaves out the question/)
  })
})

describe('memory', () => {
  it('is checked before a KV cache is made', () => {
    const file = { layers: 30, cacheRow: 1024 }
    expect(() => checkMemory(file, 4096, 2 ** 30)).not.toThrow()
    expect(() => checkMemory(file, 100_000, 2 ** 30)).toThrow(/needs 5\.7 GiB of memory, but 1\.0 GiB are free/)
  })
})
