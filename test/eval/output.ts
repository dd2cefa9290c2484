import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const README = 'test/eval/README.md'
const MARKERS = {
  evidence: ['<!-- figures: written by npm run eval -->', '<!-- end of figures -->'],
  looks: ['<!-- looks: written by npm run eval -- --looks -->', '<!-- end of looks -->'],
  counts: ['<!-- counts: written by npm run eval -- --counts -->', '<!-- end of counts -->'],
  quality: ['<!-- quality: written by npm run eval -- --quality -->', '<!-- end of quality -->'],
  'follow-ups': ['<!-- follow-ups: written by npm run eval -- --follow-ups -->', '<!-- end of follow-ups -->'],
} as const

/** Puts the figures between their markers; the words around them are written by hand. */
export async function refreshReadme(figures: string, of: keyof typeof MARKERS = 'evidence'): Promise<void> {
  const text = await readFile(README, 'utf8')
  const [first, last] = MARKERS[of]
  const [begin, end] = [text.indexOf(first), text.indexOf(last)]
  if (begin < 0 || end < begin) throw new Error(`${README} lacks the markers "${first}" and "${last}"`)
  await writeFile(README, `${text.slice(0, begin + first.length)}\n\n${figures}\n\n${text.slice(end)}`)
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
