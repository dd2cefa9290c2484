import { beforeAll, expect, test } from 'vitest'
import { builtInModel } from '../../electron/models/builtin'
import { buildDsaTests, compareOps, howAmxIsTested, run, usableKernels } from './dsa_build'

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
    expect(equalRows).toBeGreaterThan(0.999)
    expect(farthest).toBeLessThan(1e-5) // ties within the rounding of F32
  }
})
