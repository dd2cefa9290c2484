import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtInModel } from '../../electron/models/builtin'
import { buildDsaTests, compareModel, run } from './dsa_build'

describe.each(['address,undefined', 'thread'])('kernels and threads under the sanitizer %s', (sanitizer) => {
  it('report nothing', () => {
    expect(run(join(buildDsaTests(sanitizer), 'dsa_test'), [])).not.toContain('FAILED')
  })
})

describe('1,000 positions of real text on the built-in model', () => {
  // The distance between llama.cpp's own flash attention (values summed in F16) and its attention without it is the
  // measure: a small change anywhere moves hidden states, and with them which positions later layers select.
  it('are no further from llama.cpp than its own two ways to attend are from each other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sparselens-dsa-'))
    const text = join(folder, 'text.txt')
    const files = [
      'README.md',
      'electron/README.md',
      'electron/trace/FORMAT.md',
      'test/eval/README.md',
      'native/README.md',
    ]
    writeFileSync(text, files.map((file) => readFileSync(file, 'utf8')).join('\n'))
    const { flash, precise, llamaItself, ops } = compareModel(buildDsaTests(), builtInModel(), text, 1000, 1000)
    rmSync(folder, { recursive: true })
    console.log(JSON.stringify({ flash, precise, llamaItself, ops }))
    expect(ops.equalRows).toBeGreaterThan(0.999)
    expect(flash.equalRowsOfFirstLayer).toBeGreaterThan(0.999)
    for (const difference of [flash, precise]) {
      expect(difference.divergence).toBeLessThan(1.25 * llamaItself.divergence)
      expect(difference.sameToken).toBeGreaterThan(llamaItself.sameToken - 0.02)
      expect(difference.equalPositions).toBeGreaterThan(llamaItself.equalPositions - 0.005)
    }
  })
})
