import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const README = 'test/eval/README.md'
const BEGIN = '<!-- figures: written by npm run eval -->'
const END = '<!-- end of figures -->'

/** Puts the figures between their markers; the words around them are written by hand. */
export async function refreshReadme(figures: string): Promise<void> {
  const text = await readFile(README, 'utf8')
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`${README} lacks the markers "${BEGIN}" and "${END}"`)
  await writeFile(README, `${text.slice(0, begin + BEGIN.length)}\n\n${figures}\n\n${text.slice(end)}`)
}

export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify(value, null, 1)}\n`)
}

/** Short hash of the commit that was measured, marked where sources were changed since. */
export function commit(): string {
  if (!existsSync('.git')) return 'unknown'
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'electron', 'native', 'test/eval/*.ts')
  return git('rev-parse', '--short', 'HEAD') + (changed ? ' with changes' : '')
}
