import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { writeRandomModel } from '../../../electron/cost/random_model'
import { native } from '../../../electron/engine/native'
import { physicalCores } from '../../../electron/engine/threads'
import { builtInModel } from '../../../electron/models/builtin'
import { buildLlamaBench, runLlamaBench, type Speed } from './llama_bench'
import { plotSvg } from './plot'

/**
 * llama.cpp with and without ggml-dsa, in turn. Each side's better of --poll 0 and llama.cpp's default of 50 counts.
 * Depths beyond 4096 take long without ggml-dsa.
 */
interface Comparison extends Speed {
  model: string
  without: number
  ratio: number
}

function compare(model: string, path: string, depth: number): Comparison[] {
  const threads = physicalCores()
  const best = (sparse: boolean) => (test: string) =>
    Math.max(...runs.filter((run) => run.sparse === sparse && run.test === test).map((run) => run.tokensPerSecond))
  const runs = [0, 50].flatMap((poll) =>
    [false, true].flatMap((sparse) =>
      runLlamaBench(path, depth, { sparse, poll, threads }).map((speed) => ({ ...speed, sparse })),
    ),
  )
  return (['prefill', 'decode'] as const).map((test) => {
    const [without, tokensPerSecond] = [best(false)(test), best(true)(test)]
    return { model, test, depth, tokensPerSecond, without, ratio: tokensPerSecond / without }
  })
}

export function benchDsa(depths: number[]): Comparison[] {
  mkdirSync('build/bench', { recursive: true })
  const instructionSets = native().cpuFeatures()
  // llama.cpp alone aborts on AMX machines if these two tensors have an ordinary type
  const valueType = instructionSets.includes('AMX_INT8') ? 'BF16' : 'Q8_0'
  const random = resolve(`build/bench/random-deepseek32-${valueType}.gguf`)
  if (!existsSync(random)) writeRandomModel(random, valueType)
  buildLlamaBench()
  console.log(`llama-bench, ${physicalCores()} cores; tokens/s`)
  const results: Comparison[] = []
  for (const depth of depths) {
    for (const [model, path] of [
      ['random, real dims', random],
      ['built-in', resolve(builtInModel())],
    ] as const) {
      for (const row of compare(model, path, depth)) {
        results.push(row)
        const { test, without, tokensPerSecond, ratio } = row
        console.log(
          `${model.padEnd(18)} ${test.padEnd(8)} depth ${String(depth).padStart(6)}: ${without.toFixed(1).padStart(8)} ` +
            `-> ${tokensPerSecond.toFixed(1).padStart(8)}  x${ratio.toFixed(2)}`,
        )
      }
    }
  }
  const prefill = results.filter(({ model, test }) => model === 'random, real dims' && test === 'prefill')
  const line = (name: string, color: string, speed: (row: Comparison) => number) => ({
    name,
    color,
    points: prefill.map((row) => ({ depth: row.depth, milliseconds: 1000 / speed(row) })),
  })
  const lines = [
    line('llama.cpp', '#b44', ({ without }) => without),
    line('with ggml-dsa', '#262', ({ tokensPerSecond }) => tokensPerSecond),
  ]
  writeFileSync(
    'build/bench/dsa.svg',
    plotSvg(`Prefill, random model with DeepSeek-V3.2's attention, ${cpus()[0]?.model}`, lines),
  )
  return results
}
