import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { native } from '../../../electron/engine/native'
import { physicalCores } from '../../../electron/engine/threads'
// @ts-expect-error plain JavaScript
import { dsaFile } from '../../scripts/paths.mjs'
import { runDepthBench } from './depth_bench'
import { buildLlamaBench, runLlamaBench, type Side, type Speed } from './llama_bench'
import { type BenchModel, benchModels } from './models'
import { builtAt } from './other_build'
import { plotSvg } from './plot'

/** Where main.ts writes what benchDsa returns. */
const FIGURES = 'build/bench/dsa.json'
/** Models whose speed is drawn: what is said of them, and into which file. */
const PLOTTED = [
  { model: 'random, real dims', title: "random model with DeepSeek-V3.2's attention", file: 'dsa.svg' },
  { model: 'built-in', title: 'the built-in model', file: 'dsa-built-in.svg' },
]
/** llama-bench reads the whole text before each measurement, without ggml-dsa at llama.cpp's pace: only this deep. */
const DEEPEST_OF_LLAMA_BENCH = 2048
/** Tokens of prefill; llama.cpp alone takes half a minute for 256 of them at 16,384, so it gets fewer there. */
const PREFILL = 256
const PREFILL_ALONE_IN_DEPTH = 64

/**
 * llama.cpp with and without ggml-dsa, and with that of another build, in turn. Each side's better of --poll 0 and
 * llama.cpp's default of 50 counts.
 */
interface Comparison extends Speed {
  model: string
  instructionSets: string
  without: number
  ratio: number
  /** With the other build. */
  beside?: number
  timesBeside?: number
}

/** The instruction sets that kernels differ by, of all that the machine has. */
function instructionSets(): string {
  const all = native().cpuFeatures()
  const known = ['AMX_INT8', 'AVX512_BF16', 'AVX512_VNNI', 'AVX512', 'AVX2', 'NEON']
  const forced = process.env.GGML_DSA_KERNELS
  return known.filter((set) => all.includes(set)).join(' ') + (forced ? `, ggml-dsa held to ${forced}` : '')
}

function measure(model: BenchModel, depth: number, side: Side): Speed[] {
  if (depth <= DEEPEST_OF_LLAMA_BENCH) return runLlamaBench(model.path, depth, side)
  const few = !side.library && depth > 2 * DEEPEST_OF_LLAMA_BENCH
  return runDepthBench(model.path, depth, { ...side, prompt: few ? PREFILL_ALONE_IN_DEPTH : PREFILL })
}

/** `other`: another build's ggml-dsa. */
function compare(model: BenchModel, depth: number, other?: string): Comparison[] {
  const threads = physicalCores()
  const libraries = ['', dsaFile as string, ...(other ? [other] : [])]
  const runs = [0, 50].flatMap((poll) =>
    libraries.flatMap((library) =>
      measure(model, depth, { library, poll, threads }).map((speed) => ({ ...speed, library })),
    ),
  )
  const best = (test: string, library: string) =>
    Math.max(...runs.filter((run) => run.library === library && run.test === test).map((run) => run.tokensPerSecond))
  return (['prefill', 'decode'] as const).map((test) => {
    const [without, tokensPerSecond] = [best(test, ''), best(test, dsaFile)]
    const beside = other && best(test, other)
    return {
      ...{ model: model.name, instructionSets: instructionSets(), test, depth, tokensPerSecond, without },
      ratio: tokensPerSecond / without,
      ...(beside && { beside, timesBeside: tokensPerSecond / beside }),
    }
  })
}

function printRow({ model, test, depth, without, tokensPerSecond, ratio, beside, timesBeside }: Comparison): void {
  console.log(
    `${model.padEnd(20)} ${test.padEnd(8)} depth ${String(depth).padStart(6)}: ${without.toFixed(1).padStart(8)} ` +
      `-> ${tokensPerSecond.toFixed(1).padStart(8)}  x${ratio.toFixed(2)}` +
      (beside ? `; the other build ${beside.toFixed(1).padStart(8)}, x${timesBeside!.toFixed(2)}` : ''),
  )
}

/** How fast a model is read, by depth: llama.cpp, another build where it was measured, and this one. */
function plot(results: Comparison[], title: string, beside?: string): string {
  const line = (name: string, color: string, speed: (row: Comparison) => number | undefined) => ({
    name,
    color,
    points: results.flatMap((row) => {
      const tokensPerSecond = speed(row)
      return tokensPerSecond === undefined ? [] : [{ depth: row.depth, tokensPerSecond }]
    }),
  })
  const lines = [
    line('llama.cpp', '#b44', ({ without }) => without),
    line(`with ggml-dsa at ${beside}`, '#c80', (row) => row.beside),
    line('with ggml-dsa', '#262', ({ tokensPerSecond }) => tokensPerSecond),
  ]
  return plotSvg(
    [`Reading, ${title}`, `${cpus()[0]?.model}, ${physicalCores()} cores: ${instructionSets()}`],
    lines.filter(({ points }) => points.length > 0),
  )
}

/** `beside`: another commit, whose ggml-dsa is measured in the same runs. */
export function benchDsa(depths: number[], models: string[], beside?: string): Comparison[] {
  mkdirSync('build/bench', { recursive: true })
  buildLlamaBench()
  const other = beside === undefined ? undefined : builtAt(beside).dsa
  console.log(`tokens/s on ${physicalCores()} cores (${instructionSets()}), llama.cpp alone -> with ggml-dsa`)
  const chosen = benchModels().filter(({ name }) => models.length === 0 || models.includes(name))
  const results = depths.flatMap((depth) =>
    chosen.flatMap((model) => {
      const rows = compare(model, depth, other)
      rows.forEach(printRow)
      return rows
    }),
  )
  const all = [...earlierRows(results), ...results].sort((a, b) => a.depth - b.depth)
  for (const { model, title, file } of PLOTTED) {
    const rows = all.filter((row) => row.model === model && row.test === 'prefill')
    if (rows.length > 1) writeFileSync(`build/bench/${file}`, plot(rows, title, beside))
  }
  return all
}

/** What earlier runs measured with the same instruction sets, so that a long run can be split by depth. */
function earlierRows(measured: Comparison[]): Comparison[] {
  if (!existsSync(FIGURES)) return []
  const { figures } = JSON.parse(readFileSync(FIGURES, 'utf8')) as { figures: Comparison[] }
  const again = (row: Comparison) => measured.some(({ model, depth }) => row.model === model && row.depth === depth)
  return figures.filter((row) => row.instructionSets === instructionSets() && !again(row))
}
