import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from './dsa_build'

const CHILD = join(import.meta.dirname, 'threads_child.ts')

/** Hashes of all logits, for each number of threads. */
function read(tokens: number, threads: number[], env: Record<string, string>): string[] {
  const args = ['--import', 'tsx', CHILD, String(tokens), ...threads.map(String)]
  return run(process.execPath, args, env).trim().split('\n')
}

test("sparse attention computes the same in llama.cpp's threads and in its own, with one thread and with two", () => {
  const shared = read(100, [1, 2], {})
  const own = read(100, [2], { GGML_DSA_THREADS: 'own' })
  expect(new Set([...shared, ...own]).size).toBe(1)
  const llamas = read(100, [2], { SPARSELENS_DSA: 'off' })
  expect(llamas).not.toEqual(own)
}, 120_000)
