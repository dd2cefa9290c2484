import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SMALL, writeRandomModel } from '../../electron/cost/random_model'
import { builtInModel } from '../../electron/models/builtin'
import { buildArmTests, buildDsaTests, compareModel, compareOps, run, usableKernels } from './dsa_build'

describe.each(['address,undefined', 'thread'])('kernels and threads under the sanitizer %s', (sanitizer) => {
  it('report nothing', () => {
    expect(run(join(buildDsaTests(sanitizer), 'dsa_test'), [])).not.toContain('FAILED')
  })
})

describe('kernels of 64-bit ARM, emulated', () => {
  const tools = ['aarch64-linux-gnu-g++', 'qemu-aarch64']
  const lacking = tools.filter((tool) => spawnSync(tool, ['--version']).status !== 0)
  it('do what their formulas say', ({ skip }) => {
    if (lacking.length > 0) return skip(`${lacking.join(' and ')} not here`)
    const output = run('qemu-aarch64', [join(buildArmTests(), 'dsa_test'), 'products']) // all of it takes six minutes
    expect(output).toContain('kernels: portable neon dotprod')
    expect(output).not.toContain('FAILED')
  })
})

const TOKENS = 1000
/** Plain loops take ten minutes for 1,000 on two slow threads; these are still more than enter attention (256 and 512). */
const PORTABLE_TOKENS = 560

describe('positions of real text', () => {
  let folder: string
  const text = 'test/fixtures/pier.txt'
  let realDims: string // DeepSeek's indexer of 64 heads of 128 dims; random, so that nothing but its arithmetic is tried
  const programs = buildDsaTests()
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sparselens-dsa-'))
    realDims = join(folder, 'real-dims.gguf')
    writeRandomModel(realDims, 'BF16', { ...SMALL, topK: 512 })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  describe.each(usableKernels(programs))('with the kernels %s', (kernels) => {
    it.each(['f16', 'q8_0'] as const)('each indexer selects what llama.cpp selects, cache in %s', (cache) => {
      for (const model of [builtInModel(), realDims]) {
        const tokens = kernels === 'portable' ? PORTABLE_TOKENS : TOKENS
        const { device, approximate, exact } = compareOps(programs, kernels, model, text, tokens, tokens, cache)
        console.log(JSON.stringify({ device, model, cache, approximate, exact }))
        expect(device).toContain(kernels)
        for (const { equalRows, farthest } of [approximate, exact]) {
          expect(equalRows).toBeGreaterThanOrEqual(0.999)
          expect(farthest).toBeLessThan(1e-5) // ties within the rounding of F32
        }
      }
    })
  })

  // The distance between llama.cpp's own flash attention (values summed in F16) and its attention without it is the
  // measure: a small change anywhere moves hidden states, and with them which positions later layers select.
  it('are no further from llama.cpp than its own two ways to attend are from each other', () => {
    const compared = compareModel(programs, builtInModel(), text, 1000, 1000)
    console.log(JSON.stringify(compared))
    const { flash, precise, llamaItself } = compared
    expect(flash.equalRowsOfFirstLayer).toBeGreaterThanOrEqual(0.998) // 1,000 rows: two with a tie within F32's rounding
    for (const difference of [flash, precise]) {
      expect(difference.divergence).toBeLessThan(1.25 * llamaItself.divergence)
      expect(difference.sameToken).toBeGreaterThan(llamaItself.sameToken - 0.02)
      expect(difference.equalPositions).toBeGreaterThan(llamaItself.equalPositions - 0.005)
    }
  })
})
