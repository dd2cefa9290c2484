import { describe, expect, it } from 'vitest'
import { humanResult } from '../../../../electron/cli/layout'
import { wrap } from '../../../../electron/cli/wrap'
import { fakePart, fakeResult } from './fakes'

const good = fakeResult()

describe('humanResult', () => {
  it('prints sentences, their support, their evidence, and what was read', () => {
    expect(humanResult(good)).toBe(`Summary of pier.pdf

The pier will be renewed. (supported)
    [p. 3] It will be renewed in 2027.
    [p. 1] The pier is old. (two-step)

It is blue. (none)

Read 100% of pier.pdf: 3 pages, 1,234 tokens.
Page 2 holds no readable text: nothing on it was read.
Model: Tiny, 2 layers, 16 tokens enter attention in each. It is built in, small, and gets facts wrong: check them on the pages named above.
1,300 tokens evaluated in 9.9 s: reading 180, writing 4.4 tokens/s.
`)
  })

  it('marks words of which text recognition is not sure', () => {
    const [first, ...others] = good.answer.sentences
    const item = { ...first!.evidence[0]!, text: 'It will be renewed in 2O27.', uncertain: [{ start: 22, end: 27 }] }
    const sentences = [{ ...first!, evidence: [item] }, ...others]
    expect(humanResult({ ...good, answer: { ...good.answer, sentences } })).toContain(
      '[p. 3] It will be renewed in 2O27[?].',
    )
    const key = humanResult({ ...good, keyPassages: [item] })
    expect(key).toContain('    [p. 3] It will be renewed in 2O27[?].')
  })

  it('says what was asked, and what other parts answered', () => {
    const other = { pages: [7, 9] as [number, number], answer: { ...good.answer, text: 'In\n2031.' } }
    const text = humanResult({ ...good, kind: 'question', question: 'When?', others: [other] })
    expect(text).toMatch(/^Question: When\?\n/)
    expect(text).toContain('Other parts of the document answered:\n    p. 7-9: In 2031.\n')
  })

  it('never claims to have read all of what it read in part', () => {
    const text = humanResult({ ...good, document: { ...good.document, coverage: 0.9999 } })
    expect(text).toContain('Read 99.9% of pier.pdf')
  })

  it('counts parts and lists pages of images as ranges', () => {
    const part = good.document.parts[0]!
    const document = { ...good.document, parts: [part, part], imagePages: [1, 2, 3, 7, 9, 10] }
    const text = humanResult({ ...good, document })
    expect(text).toContain('Read 100% of pier.pdf in 2 parts: ')
    expect(text).toContain('Pages 1-3, 7, 9-10 hold no readable text: nothing on them was read.')
  })

  it('says so when everything entered attention, and only then', () => {
    const whole = 'All 1,234 tokens entered attention'
    expect(humanResult({ ...good, traced: [fakePart(2, 4, 10)] })).toContain(whole)
    expect(humanResult({ ...good, traced: [fakePart(2, 4, 10), fakePart(2, 4, 15)] })).not.toContain(whole)
    expect(humanResult(good)).not.toContain(whole)
  })

  it('tells of unknown layers, of other models, of answers cut off and of none', () => {
    const model = { ...good.model, builtIn: false, calibrated: false }
    const text = humanResult({ ...good, model, answer: { ...good.answer, stopped: 'length' } })
    expect(text).toContain('the evidence is taken from all of them')
    expect(text).not.toContain('small')
    expect(text).toContain('--max-tokens')
    expect(humanResult({ ...good, answer: { ...good.answer, text: '', sentences: [] } })).toContain('no answer')
  })

  it('keeps to the width of a terminal', () => {
    const lines = humanResult(good, 60).split('\n')
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60)
    expect(humanResult(good, 60).replace(/\s+/g, ' ')).toBe(humanResult(good).replace(/\s+/g, ' '))
  })
})

describe('wrap', () => {
  it('breaks at spaces and indents', () => {
    expect(wrap('one two three four five six', 24, '  ')).toBe('  one two three four\n  five six')
  })

  it('leaves long words and narrow places alone', () => {
    expect(wrap('x'.repeat(50), 30)).toBe('x'.repeat(50))
    expect(wrap('one two', 5)).toBe('one two')
    expect(wrap('one two', undefined)).toBe('one two')
  })
})
