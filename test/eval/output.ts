import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { table } from './table'

const README = 'test/eval/README.md'
const MARKERS = {
  evidence: ['<!-- figures: written by npm run eval -->', '<!-- end of figures -->'],
  looks: ['<!-- looks: written by npm run eval -- --looks -->', '<!-- end of looks -->'],
  models: ['<!-- models: written by npm run eval -- --looks --model FILE -->', '<!-- end of models -->'],
  counts: ['<!-- counts: written by npm run eval -- --counts -->', '<!-- end of counts -->'],
  quality: ['<!-- quality: written by npm run eval -- --quality -->', '<!-- end of quality -->'],
  ablations: ['<!-- ablations: written by npm run eval -- --ablations -->', '<!-- end of ablations -->'],
  parts: ['<!-- parts: written by npm run eval -- --parts -->', '<!-- end of parts -->'],
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

/** Puts rows into a table between markers: each in the place of the one that begins as it does, or behind the others. */
export async function refreshRows(head: string[], rows: readonly string[][], of: keyof typeof MARKERS): Promise<void> {
  const [first, last] = MARKERS[of]
  const text = await readFile(README, 'utf8')
  const before = text.slice(text.indexOf(first), text.indexOf(last)).split('\n')
  const kept = before.filter((line) => /^\| (?!---)/.test(line)).map((line) => line.slice(2, -2).split(' | '))
  await refreshReadme(table(head, withRows(kept.slice(1), rows)), of)
}

export function withRows(known: readonly string[][], rows: readonly string[][]): string[][] {
  const all = [...known]
  for (const row of rows) {
    const at = all.findIndex(([name]) => name === row[0])
    all.splice(at < 0 ? all.length : at, at < 0 ? 0 : 1, [...row])
  }
  return all
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
