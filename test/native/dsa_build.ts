import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { librariesFolder } from '../../electron/engine/libraries'
// @ts-expect-error plain JavaScript
import { dsaFile, llamaSource } from '../../native/scripts/paths.mjs'

const root = join(import.meta.dirname, '..', '..')

export function run(command: string, args: string[], timeout?: number): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout })
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

/** ggml-dsa against llama.cpp's flash attention, against its precise attention, and these two against each other. */
export function compareModel(programs: string, model: string, text: string, prefill: number, positions: number) {
  const args = [librariesFolder(false), dsaFile, model, text, String(prefill), String(positions)]
  const output = run(join(programs, 'dsa_model_compare'), args)
  return JSON.parse(output) as Record<'flash' | 'precise' | 'llamaItself', Difference> & {
    /** Rows of all layers, each indexer run by both on the same inputs; the share of equal selections. */
    ops: { rows: number; equalRows: number }
  }
}
