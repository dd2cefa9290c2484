import { beforeAll, expect, test } from 'vitest'
import { builtInModel } from '../../electron/models/builtin'
import {
  buildDsaTests,
  compareOps,
  compareProducts,
  howAmxIsTested,
  packsWeights,
  run,
  usableKernels,
} from './dsa_build'

let programs: string
beforeAll(() => {
  programs = buildDsaTests()
}, 600_000)

test('each kernel does what its formula says, with every instruction set of this machine', { timeout: 120_000 }, () => {
  expect(run(`${programs}/dsa_test`, [])).not.toContain('FAILED')
})

test('AMX kernels, on emulated instructions where the processor lacks them, score as AVX-512 does', ({ skip }) => {
  const how = howAmxIsTested(programs)
  if (how.startsWith('skipped')) return skip(how)
  expect(['native', 'emulated']).toContain(how)
  const output = run(`${programs}/dsa_test`, ['AMX'])
  for (const check of ['AMX instructions', 'AMX: int8 scores', 'AMX: its kernels pass the probe']) {
    expect(output).toContain(`ok     ${check}`)
  }
})

test('each indexer selects what llama.cpp selects from the same inputs', { timeout: 600_000 }, () => {
  const kernels = usableKernels(programs).at(-1)!
  const { device, approximate, exact } = compareOps(
    programs,
    kernels,
    builtInModel(),
    'electron/trace/FORMAT.md',
    384,
    32,
  )
  expect(device).toContain(kernels)
  for (const { equalRows, farthest } of [approximate, exact]) {
    expect(equalRows).toBeGreaterThan(0.997) // all but two of 960, and those only by ties
    expect(farthest).toBeLessThan(1e-5)
  }
})

test("products with packed weights are as near to the exact ones as llama.cpp's, in all shapes and types", ({
  skip,
}) => {
  if (!packsWeights(programs)) return skip('no kernels of this machine have products')
  const products = compareProducts(programs)
  const plain = ['q4_0', 'q4_1', 'q5_0', 'q5_1', 'q8_0', 'iq4_nl']
  const supers = ['q2_K', 'q3_K', 'q4_K', 'q5_K', 'q6_K', 'iq4_xs']
  expect(new Set(products.map(({ type }) => type))).toEqual(new Set([...plain, ...supers]))
  const random = products.filter(({ weights }) => weights === 'random')
  expect(random).toHaveLength(plain.length * 10 + supers.length * 6)
  const experts = products.filter(({ weights }) => weights === 'experts')
  expect(experts).toHaveLength(12 * 4)
  for (const product of [...random, ...experts]) {
    expect(product.ours).toBeLessThan(0.01) // bytes with a scale for each 32: half a percent
    expect(product.ours).toBeLessThan(1.03 * product.theirs)
    // llama.cpp keeps scales in F16; beside K-quants it rounds the other side with one scale for 256 numbers
    expect(product.between).toBeLessThan(plain.includes(product.type) ? 0.002 : 0.012)
  }
  const zeros = products.filter(({ weights }) => weights === 'zeros')
  expect(zeros.map(({ ours }) => ours)).toEqual(Array.from({ length: 12 }, () => 0))
  for (const product of products) expect(product.alike, 'with one thread and with three').toBe(true)
})

test('a product with the identity is its other side', ({ skip }) => {
  if (!packsWeights(programs)) return skip('no kernels of this machine have products')
  const identities = compareProducts(programs).filter(({ weights }) => weights === 'identity')
  // as ggml rounds, these types hold 1 and 0 exactly beside each other
  expect(identities.filter(({ ours }) => ours === 0).map(({ type }) => type)).toEqual(['q4_0', 'q5_0', 'q3_K', 'q6_K'])
})
