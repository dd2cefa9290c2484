import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { librariesFolder } from '../../../electron/engine/libraries'
// @ts-expect-error plain JavaScript
import { dsaFile, root } from '../../scripts/paths.mjs'
import { environmentWith, type Side, type Speed } from './llama_bench'

const program = join(root, 'build', 'llama-bench', 'dsa_depth_bench')

/** Deeper texts repeat what was read so far: reading it all would take a quarter of an hour. */
const DEEPEST_READ = 16384

/** The KV cache of a text as a file, to be loaded once or several times for `deep` tokens; read once, with ggml-dsa, and kept. */
export function fillDepth(model: string, deep: number, threads: number): string {
  const depth = Math.min(deep, DEEPEST_READ)
  // not beside the model: the built-in one lies among files that are committed and packaged
  const state = join(root, 'build', 'bench', `${basename(model)}.state-${depth}`)
  if (existsSync(state)) return state
  console.log(`  reading ${depth} tokens once, for both sides`)
  const args = [librariesFolder(false), model, 'fill', `${state}.part`, String(depth), String(threads)]
  execFileSync(program, args, { env: environmentWith(dsaFile), stdio: 'ignore' })
  renameSync(`${state}.part`, state)
  return state
}

/** Reading `prompt` tokens and then 16 single ones at a depth that was filled before. */
export function runDepthBench(
  model: string,
  depth: number,
  { library, poll, threads, prompt }: Side & { prompt: number },
): Speed[] {
  const numbers = [depth, prompt, 16, threads, poll].map(String)
  const args = [librariesFolder(false), model, 'measure', fillDepth(model, depth, threads), ...numbers]
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: environmentWith(library) })
  if (status !== 0) throw new Error(`dsa_depth_bench failed: ${stderr}`)
  const speeds = JSON.parse(stdout) as { prefill: number; decode: number }
  return (['prefill', 'decode'] as const).map((test) => ({ test, depth, tokensPerSecond: speeds[test] }))
}
