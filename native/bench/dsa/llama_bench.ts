import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { librariesFolder } from '../../../electron/engine/libraries'
// @ts-expect-error plain JavaScript
import { llamaSource, root } from '../../scripts/paths.mjs'

export interface Speed {
  test: 'prefill' | 'decode'
  depth: number
  tokensPerSecond: number
}

/** One of the two that are compared, and how it runs. */
export interface Side {
  /** A file of ggml-dsa, or '': llama.cpp alone. */
  library: string
  poll: number
  threads: number
}

const build = join(root, 'build', 'llama-bench')

/** Compiles llama.cpp's llama-bench from the pinned source, and dsa_depth_bench, against the prebuilt libraries. */
export function buildLlamaBench(): void {
  const source = join(root, 'native', 'bench', 'dsa')
  const settings = [`-DLLAMA_SOURCE=${llamaSource}`, `-DLLAMA_LIBRARIES=${librariesFolder(false)}`]
  execFileSync('cmake', ['-S', source, '-B', build, ...settings], { stdio: 'ignore' })
  execFileSync('cmake', ['--build', build, '--parallel', '2'], { stdio: 'ignore' })
}

/** `library`: what a program of llama.cpp loads as its sparse attention; '' leaves it alone. */
export function environmentWith(library: string): NodeJS.ProcessEnv {
  const { GGML_BACKEND_PATH: _, ...others } = process.env
  return library ? { ...others, GGML_BACKEND_PATH: library } : others
}

/** One run of llama-bench at one depth: 256 tokens of prefill and 16 of decode, with a ggml-dsa or without. */
export function runLlamaBench(model: string, depth: number, options: Side): Speed[] {
  const args = ['-m', model, '-o', 'json', '-fa', 'on', '-r', '1', '-p', '256', '-n', '16', '-b', '256', '-ub', '256']
  const more = ['-d', String(depth), '-t', String(options.threads), '--poll', String(options.poll)]
  const { status, stdout, stderr } = spawnSync(join(build, 'llama-bench'), [...args, ...more], {
    encoding: 'utf8',
    cwd: librariesFolder(false), // where it looks for the CPU backends
    env: environmentWith(options.library),
  })
  if (status !== 0) throw new Error(`llama-bench failed: ${stderr}`)
  const results = JSON.parse(stdout) as { n_prompt: number; avg_ts: number }[]
  return results.map(({ n_prompt, avg_ts }) => ({
    test: n_prompt > 0 ? 'prefill' : 'decode',
    depth,
    tokensPerSecond: avg_ts,
  }))
}
