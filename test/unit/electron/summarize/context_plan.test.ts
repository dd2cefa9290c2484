import { describe, expect, it } from 'vitest'
import type { OpenModel } from '../../../../electron/engine/model'
import { planContext } from '../../../../electron/summarize/context_plan'

const builtIn = { builtIn: true, file: { name: 'small', contextLength: 8192 } } as OpenModel
const large = { builtIn: false, file: { name: 'V3.2-Exp', contextLength: 163_840 } } as OpenModel

describe('how a document is read', () => {
  it.each([10, 300, 2048, 3072])('%i tokens: at once, in a context that holds template and answer too', (tokens) => {
    const { length, partTokens } = planContext(builtIn, tokens)
    expect(partTokens).toBeGreaterThanOrEqual(tokens)
    expect(length).toBeGreaterThanOrEqual(tokens + 512)
    expect(length).toBeLessThanOrEqual(8192)
    expect(length % 256).toBe(0)
  })

  it('a longer one in parts of about 2,048 tokens', () => {
    const { length, partTokens } = planContext(builtIn, 50_000)
    expect(partTokens).toBe(2048)
    expect(length).toBeGreaterThanOrEqual(partTokens + 512)
  })

  it('as large as the user wants the context', () => {
    const { length, partTokens } = planContext(builtIn, 50_000, 8192)
    expect(length).toBe(8192)
    expect(partTokens).toBeGreaterThan(7000)
  })

  it('by another model, at once up to what it was trained for', () => {
    expect(planContext(large, 100_000).partTokens).toBeGreaterThanOrEqual(100_000)
    expect(planContext(large, 1_000_000).length).toBeLessThanOrEqual(163_840)
  })

  it('not by a model that reads hardly anything: another is what helps', () => {
    const short = { builtIn: false, file: { name: 'short', contextLength: 512 } } as OpenModel
    const plan = () => planContext(short, 10)
    expect(plan).toThrow(/short reads at most 512 tokens at once, and 1536 are needed .*choose another model/)
    expect(plan).toThrow(expect.objectContaining({ code: 'model-refused' }))
  })

  it.each([100, 9000])('not with a context of %i', (wanted) => {
    expect(() => planContext(builtIn, 1000, wanted)).toThrow(/takes 1536 to 8192/)
  })
})
