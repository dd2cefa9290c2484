import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { librariesFolder } from '../../electron/engine/libraries'
// @ts-expect-error plain JavaScript
import { dsaFile, llamaSource } from '../../native/scripts/paths.mjs'

const root = join(import.meta.dirname, '..', '..')

export function run(command: string, args: string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } })
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`)
  return stdout
}

/** Compiles the tests of ggml-dsa, with sanitizers if named, and returns the folder of the programs. */
export function buildDsaTests(sanitize = ''): string {
  const build = join(root, 'build', `dsa-test${sanitize && `-${sanitize.replace(',', '-')}`}`)
  run('cmake', [
    ...['-S', join(root, 'native', 'ggml-dsa'), '-B', build, '-DCMAKE_BUILD_TYPE=Release', '-DSPARSELENS_TESTS=ON'],
    ...[`-DSPARSELENS_SANITIZE=${sanitize}`, `-DLLAMA_SOURCE=${llamaSource}`],
    `-DLLAMA_LIBRARIES=${sanitize ? '' : librariesFolder(false)}`,
  ])
  run('cmake', ['--build', build, '--config', 'Release', '--parallel', '2'])
  return join(build, 'dsa_test')
}

/** The same for 64-bit ARM, by Debian's cross compiler, in files that an emulator runs by themselves. */
export function buildArmTests(): string {
  const build = join(root, 'build', 'dsa-test-arm')
  run('cmake', [
    ...['-S', join(root, 'native', 'ggml-dsa'), '-B', build, '-DCMAKE_BUILD_TYPE=Release', '-DSPARSELENS_TESTS=ON'],
    ...['-DCMAKE_SYSTEM_NAME=Linux', '-DCMAKE_SYSTEM_PROCESSOR=aarch64', '-DCMAKE_EXE_LINKER_FLAGS=-static'],
    '-DCMAKE_CXX_COMPILER=aarch64-linux-gnu-g++',
  ])
  run('cmake', ['--build', build, '--parallel', '2', '--target', 'dsa_test'])
  return join(build, 'dsa_test')
}

interface Difference {
  positions: number
  /** Share of positions whose most likely token is the same. */
  sameToken: number
  /** Mean KL divergence. */
  divergence: number
  equalPositions: number
  /** Share of rows of the first layer (whose input is the same) with equal sets. */
  equalRowsOfFirstLayer: number
}

/**
 * ggml-dsa against llama.cpp's flash attention and against its precise attention; only its indexers and only its attention
 * against the latter; and llama.cpp's two ways to attend against each other.
 */
export function compareModel(programs: string, model: string, text: string, prefill: number, positions: number) {
  const args = [librariesFolder(false), dsaFile, model, text, String(prefill), String(positions)]
  const output = run(join(programs, 'dsa_model_compare'), args)
  return JSON.parse(output) as { device: string } & Record<
    'flash' | 'precise' | 'onlyIndexer' | 'onlyAttention' | 'llamaItself',
    Difference
  >
}

interface Selections {
  /** Of all layers. */
  rows: number
  /** Share of rows that select the same as llama.cpp's CPU backend does from the same inputs. */
  equalRows: number
  /** Rows that differ only among positions of the very same score, of which llama.cpp takes any. */
  tiedRows: number
  /** Positions that one of them selects and the other doesn't. */
  disputed: number
  /** How far their scores are from the last one that gets in, at most, as a share of the row's largest score. */
  farthest: number
}

/** Each selection of ggml-dsa against llama.cpp's own from the same inputs, with the named kernels. */
export function compareOps(
  programs: string,
  kernels: string,
  model: string,
  text: string,
  prefill: number,
  positions: number,
  cache: 'f16' | 'q8_0' = 'f16',
) {
  const args = [librariesFolder(false), dsaFile, model, text, String(prefill), String(positions), cache]
  // by a device of its own: otherwise llama.cpp's CPU backend, which it is compared with, would compute with it too
  const output = run(join(programs, 'dsa_op_compare'), args, { GGML_DSA_KERNELS: kernels, GGML_DSA_THREADS: 'own' })
  return JSON.parse(output) as { device: string } & Record<'approximate' | 'exact', Selections>
}

interface Product {
  type: string
  weights: 'random' | 'identity' | 'zeros' | 'experts'
  in: number
  out: number
  rows: number
  /** Distance from the product in double, as a share of its length: by packed weights, and by llama.cpp. */
  ours: number
  theirs: number
  between: number
  /** Whether the number of threads changes nothing. */
  alike: boolean
}

/** Random products of all types that ggml-dsa packs, by it and by llama.cpp's CPU backend. */
export function compareProducts(programs: string): Product[] {
  const lines = run(join(programs, 'dsa_product_compare'), [librariesFolder(false), dsaFile])
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Product)
}

/** Whether the fastest kernels of this machine have products with weights. */
export function packsWeights(programs: string): boolean {
  return said(programs, 'products').split(' ').includes(usableKernels(programs).at(-1)!)
}

/** What dsa_test says of this machine: its instruction sets, the fastest last, and how AMX is tested. */
function said(programs: string, of: string): string {
  return new RegExp(`^${of}: (.*)$`, 'm').exec(run(join(programs, 'dsa_test'), ['top-k']))![1]!
}

export function usableKernels(programs: string): string[] {
  return said(programs, 'kernels').split(' ')
}

/** "native", "emulated" or "skipped: why". */
export function howAmxIsTested(programs: string): string {
  return said(programs, 'AMX')
}
