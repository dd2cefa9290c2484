import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SMALL, writeRandomModel } from '../../electron/cost/random_model'
import { librariesFolder } from '../../electron/engine/libraries'
// @ts-expect-error plain JavaScript
import { dsaFile } from '../../native/scripts/paths.mjs'
import { buildDsaTests, run } from './dsa_build'

const TINY = {
  ...SMALL,
  ...{ layers: 3, hidden: 256, heads: 4, queryRank: 128, keyRank: 128, nope: 64, value: 64, indexHeads: 8, topK: 16 },
  ...{ feedForward: 512, expertFeedForward: 128, vocabulary: 512 },
}
const isMlaWeight = (name: string) => /^blk\.\d\.attn_[kv]_b\.weight$/.test(name)

let folder: string
let program: string
let ordinary: string // aborts on AMX machines without ggml-dsa
let bf16Values: string // runs everywhere
let bf16Others: string // only k_b and v_b are of a type that AMX knows
beforeAll(() => {
  program = join(buildDsaTests(), 'dsa_weights_home')
  folder = mkdtempSync(join(tmpdir(), 'sparselens-home-'))
  ordinary = join(folder, 'q8_0.gguf')
  bf16Values = join(folder, 'bf16-values.gguf')
  bf16Others = join(folder, 'bf16-others.gguf')
  writeRandomModel(ordinary, 'Q8_0', TINY)
  writeRandomModel(bf16Values, 'BF16', TINY)
  writeRandomModel(bf16Others, 'Q8_0', TINY, 'BF16')
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** A program of llama.cpp, with ggml-dsa or without; all products stay with the CPU backend, so that logits can be equal. */
function read(model: string, withDsa: boolean, ...options: string[]) {
  const output = run(program, [librariesFolder(false), model, ...options], {
    GGML_NO_BACKTRACE: '1',
    ...(withDsa ? { GGML_BACKEND_PATH: dsaFile, GGML_DSA_OPS: 'none' } : {}),
  })
  return JSON.parse(output) as { buffers: Record<string, string>; logits: number[] }
}

describe.each([
  ['copied into memory', []],
  ['mapped', ['mmap']],
  ['copied, and held to the CPU by -ot', ['attn_[kv]_b=CPU']],
  ['mapped, and held to the CPU by -ot', ['mmap', 'attn_[kv]_b=CPU']],
])('a model %s', (_, options) => {
  test('keeps k_b and v_b in a buffer of ggml-dsa, and all else where it was', () => {
    const [alone, sparse] = [read(bf16Values, false, ...options), read(bf16Values, true, ...options)]
    expect(Object.keys(alone.buffers).length).toBeGreaterThan(60)
    expect(Object.keys(alone.buffers).filter(isMlaWeight)).toHaveLength(2 * TINY.layers)
    const expected = Object.entries(alone.buffers).map(([name, at]) => [name, isMlaWeight(name) ? 'DSA_Host' : at])
    expect(sparse.buffers).toEqual(Object.fromEntries(expected))
    expect(sparse.logits).toEqual(alone.logits)
  })
})

test('-ot can name the buffer for other weights', () => {
  const { buffers, logits } = read(bf16Values, true, 'ffn_norm=DSA_Host')
  expect(buffers['blk.0.ffn_norm.weight']).toBe('DSA_Host')
  expect(logits).toEqual(read(bf16Values, true).logits)
})

const cpu = process.platform === 'linux' ? readFileSync('/proc/cpuinfo', 'utf8') : ''
const hasAmx = cpu.includes('amx_int8')
const emulatesAmx = !hasAmx && ['avx512_bf16', 'avx512_vnni', 'avx512vbmi'].every((flag) => cpu.includes(flag))
const abort = 'GGML_ASSERT(*cur_backend_id != -1) failed'

test.skipIf(hasAmx)('an ordinary file says the same', () => {
  expect(read(ordinary, true).logits).toEqual(read(ordinary, false).logits)
})

describe.runIf(hasAmx || emulatesAmx)(
  hasAmx ? 'with AMX' : "with llama.cpp's AMX code, on emulated instructions",
  () => {
    const options = hasAmx ? [] : ['amx']

    test('an ordinary file aborts llama.cpp; with ggml-dsa it runs, and all else stays with AMX', () => {
      for (const override of [[], ['attn_[kv]_b=CPU']]) {
        expect(() => read(ordinary, false, ...options, ...override)).toThrow(abort)
        const { buffers } = read(ordinary, true, ...options, ...override)
        expect(Object.keys(buffers).filter((name) => buffers[name] === 'DSA_Host')).toEqual(
          Object.keys(buffers).filter(isMlaWeight),
        )
        const products = Object.keys(buffers).filter((name) =>
          /_a\.weight|_q_b\.weight|attn_output|output\.weight/.test(name),
        )
        expect(products.length).toBeGreaterThan(3 * TINY.layers)
        for (const name of products) expect(buffers[name]).toBe('AMX')
      }
    })

    test('says nearly the same as without AMX, which rounds otherwise, and the same where it has nothing to do', () => {
      const [amx, plain] = [read(ordinary, true, ...options).logits, read(ordinary, true, 'no-amx').logits]
      const largest = Math.max(...plain.map(Math.abs))
      for (const [i, logit] of amx.entries()) expect(Math.abs(logit - plain[i]!)).toBeLessThan(0.03 * largest)
      const same = [read(bf16Others, true, ...options).logits, read(bf16Others, true, 'no-amx').logits]
      expect(same[0]).toEqual(same[1])
    })
  },
)
