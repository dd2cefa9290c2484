import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NativeContext, type NativeModel, native } from '../../electron/engine/native'
import { builtInModel } from '../../electron/models/builtin'

const TEXT =
  'The pier was closed on Monday. Rope is kept in the red shed. The board paid forty crowns for lamps. '.repeat(12)
const READ = 200
const ASKED = [200, 212] as const
const SAID = 24

/** The layers that these tests look at. */
const LAYERS = [0, 1]

describe.each([
  { name: 'the tiny model', path: 'test/fixtures/models/tiny-dsa.gguf' },
  { name: 'the built-in model', path: builtInModel() },
])('a branch of $name', ({ path }) => {
  let model: NativeModel
  let context: NativeContext
  let ids: Int32Array

  beforeAll(async () => {
    model = await native().Model.load(path, { gpuLayers: 0, topK: 32 })
    context = await native().Context.create(model, { length: 1024, threads: 2 })
    ids = (await model.tokenize(TEXT, false)).ids
    context.beginDocument(Int32Array.from([0, 50, 50, READ]), 1)
    await context.evaluate(ids.subarray(0, READ), 'document')
  })
  afterAll(async () => {
    await context.close()
    model.close()
  })

  /** How likely the text is to go on as it does, and the rows of that. */
  async function score(distributions = false) {
    context.beginAnswer(ASKED[1], {})
    await context.evaluate(ids.subarray(ASKED[0], ASKED[1] - 1), 'question')
    const scored = await context.score(ids.subarray(ASKED[1] - 1, ASKED[1] + SAID), 1, 'answer', distributions)
    return { ...scored, trace: context.endAnswer()! }
  }

  async function inBranch(without: number[], distributions = false) {
    await context.beginBranch(Int32Array.from(without))
    try {
      return await score(distributions)
    } finally {
      context.endBranch()
    }
  }

  const close = (a: Float32Array, b: Float32Array, within: number) => {
    expect(a.length).toBe(b.length)
    for (const [i, value] of a.entries()) expect(Math.abs(value - b[i]!)).toBeLessThan(within)
  }

  it('says what one step after the other says, and leaves the cache as it was', async () => {
    const branch = await inBranch([], true)
    expect(context.length()).toBe(READ)
    expect(branch.logProbabilities.length).toBe(SAID)
    expect(branch.trace.info.tokens).toBe(SAID)
    const vocabulary = branch.distributions.length / SAID
    for (let i = 0; i < SAID; i++) {
      const token = ids[ASKED[1] + i]!
      expect(branch.distributions[i * vocabulary + token]).toBeCloseTo(branch.logProbabilities[i]!, 5)
    }
    await context.evaluate(ids.subarray(ASKED[0], ASKED[1]), 'off')
    const logits = context.logits()
    const highest = Math.max(...logits)
    const sum = highest + Math.log(logits.reduce((total, value) => total + Math.exp(value - highest), 0))
    expect(branch.logProbabilities[0]).toBeCloseTo(logits[ids[ASKED[1]]!]! - sum, 1)
    context.trim(READ)
    close((await inBranch([])).logProbabilities, branch.logProbabilities, 1e-4)
  })

  it('sees nothing of what is left out, as if it were dropped from the cache', async () => {
    const without = [30, 70, 110, 121]
    const left = await inBranch(without)
    for (let token = 0; token < SAID; token += 5) {
      for (const layer of LAYERS) {
        const row = left.trace.row(token, layer)
        expect(row.positions.length).toBe(32)
        expect([...row.positions, ...row.missed].some((at) => (at >= 30 && at < 70) || (at >= 110 && at < 121))).toBe(
          false,
        )
      }
    }
    // the same with a cache of its own
    const other = await native().Context.create(model, { length: 1024, threads: 2 })
    await other.evaluate(ids.subarray(0, READ), 'off')
    other.drop(30, 70)
    other.drop(110, 121)
    await other.evaluate(ids.subarray(ASKED[0], ASKED[1] - 1), 'off')
    const { logProbabilities } = await other.score(ids.subarray(ASKED[1] - 1, ASKED[1] + SAID), 1, 'off', false)
    close(left.logProbabilities, logProbabilities, 0.15)
    await other.close()
    const before = (await inBranch([])).logProbabilities
    expect([...left.logProbabilities]).not.toEqual([...before])
  })

  it('may leave out the end of the text: its last token is read anew', async () => {
    const { trace } = await inBranch([150, 180, 180, READ])
    const row = trace.row(SAID - 1, 1)
    expect([...row.positions].some((at) => at >= 150 && at < READ - 1)).toBe(false)
    const again = await inBranch([])
    expect(again.trace.row(3, 1).positions.length).toBe(32)
    expect(context.tokens()).toEqual(ids.subarray(0, READ))
  })

  it('selects what it is made to, with the scores that the indexer gave', async () => {
    const own = await inBranch([])
    context.force(Int32Array.from([40, 48]))
    const forced = await inBranch([]).finally(() => context.force(new Int32Array()))
    for (const token of [0, 7, SAID - 1]) {
      const row = forced.trace.row(token, 0)
      expect(row.positions.length).toBe(32)
      for (let at = 40; at < 48; at++) expect(row.positions.includes(at)).toBe(true)
      for (const score of row.scores) expect(Math.abs(score)).toBeLessThan(1e4)
    }
    // in the first layer scores don't depend on what was selected before
    const [a, b] = [own.trace.row(0, 0), forced.trace.row(0, 0)]
    expect(b.sentenceMax[0]).toBeCloseTo(a.sentenceMax[0]!, 2)
    close((await inBranch([])).logProbabilities, own.logProbabilities, 1e-4)
  })

  it("takes a row's scores apart by the indexer's heads", async () => {
    context.beginAnswer(ASKED[1], {})
    await context.evaluate(ids.subarray(ASKED[0], ASKED[1] - 1), 'question')
    context.showHeads(1)
    await context.step(ids[ASKED[1] - 1]!)
    const { heads, values } = context.takeHeads()
    const row = context.endAnswer()!.row(0, 1)
    context.trim(READ)
    expect(heads).toBe(model.info().indexerHeads)
    expect(values.length).toBe(heads * (row.position + 1))
    row.positions.forEach((at, i) => {
      let sum = 0
      for (let head = 0; head < heads; head++) sum += values[head * (row.position + 1) + at]!
      expect(Math.abs(sum - row.scores[i]!)).toBeLessThan(5e-3 * Math.max(1, Math.abs(row.scores[i]!)))
    })
    expect(context.takeHeads().heads).toBe(0)
  })

  it('is refused inside another one, and outside of the cache', async () => {
    await expect(context.beginBranch(Int32Array.of(10, READ + 1))).rejects.toMatchObject({ code: 'bad-argument' })
    await context.beginBranch(new Int32Array())
    await expect(context.beginBranch(new Int32Array())).rejects.toMatchObject({ code: 'bad-argument' })
    expect(() => context.trim(READ - 1)).toThrow(/branch/)
    context.endBranch()
    context.endBranch()
    expect(context.length()).toBe(READ)
  })

  it('can be measured at depth without reading', async () => {
    const deep = await native().Context.create(model, { length: 2048, threads: 2 })
    await deep.evaluate(ids.subarray(0, 64), 'off')
    await deep.fill(1500)
    expect(deep.length()).toBe(1500)
    expect([...deep.tokens().subarray(64, 128)]).toEqual([...ids.subarray(0, 64)])
    deep.beginAnswer(1500, {})
    await deep.evaluate(ids.subarray(0, 8), 'answer')
    expect(deep.endAnswer()!.row(7, 1).positions.length).toBe(32)
    await deep.close()
  })
})
