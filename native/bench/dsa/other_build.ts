import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
// @ts-expect-error plain JavaScript
import { dsaFile, root } from '../../scripts/paths.mjs'

/**
 * The project as it was at another commit, and its ggml-dsa: checked out beside this one under build/bench, built there
 * once and kept. Its packages are this checkout's: for commits with the same pinned version of llama.cpp.
 */
export function builtAt(revision: string): { checkout: string; dsa: string } {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const commit = git('rev-parse', '--short', `${revision}^{commit}`)
  const checkout = join(root, 'build', 'bench', `at-${commit}`)
  if (!existsSync(checkout)) {
    mkdirSync(join(root, 'build', 'bench'), { recursive: true })
    git('worktree', 'add', '--detach', checkout, commit)
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  }
  console.log(`building ${commit} to compare with`)
  execFileSync(process.execPath, ['native/scripts/addon.mjs'], { cwd: checkout, stdio: 'ignore' })
  return { checkout, dsa: join(checkout, 'build', 'addon', 'Release', basename(dsaFile)) }
}
