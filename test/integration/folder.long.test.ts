import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failureOf } from '../../electron/cli/exit'
import { Output } from '../../electron/cli/output'
import { realEngine } from '../../electron/cli/real_engine'
import { run } from '../../electron/cli/run'
import { TINY_MODEL } from '../fixtures/models/broken'

/** A folder of 100 files of many kinds, three of them unreadable: stopped on the way, taken up again, and done to its end. */

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'documents')
const COUNT = 100

const KINDS: Record<string, (i: number) => string> = {
  txt: (i) => `Report ${i}.\n\nThe board met on day ${i} and spent ${i * 3} crowns on rope.\n`,
  md: (i) => `# Report ${i}\n\nThe board met on day ${i}.\n\n- rope\n- oil\n`,
  html: (i) => `<!doctype html><title>Report ${i}</title><h1>Report ${i}</h1><p>The board met on day ${i}.</p>`,
  csv: (i) => `day,what,crowns\n${i},rope,${i * 3}\n${i + 1},oil,${i}\n`,
  eml: (i) => `From: a@example.org\nTo: b@example.org\nSubject: Report ${i}\n\nThe board met on day ${i}.\n`,
  rtf: (i) => `{\\rtf1\\ansi The board met on day ${i}.\\par It spent ${i * 3} crowns.}`,
}

let folder: string
let out: string
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'sparselens-folder-'))
  folder = join(root, 'docs')
  out = join(root, 'out.jsonl')
  mkdirSync(join(folder, 'older'), { recursive: true })
  const endings = Object.keys(KINDS)
  for (let i = 0; i < COUNT - 5; i++) {
    const ending = endings[i % endings.length]!
    writeFileSync(join(folder, i % 3 === 0 ? 'older' : '', `report ${i}.${ending}`), KINDS[ending]!(i))
  }
  for (const name of ['one-page.pdf', 'rotated.pdf', 'truncated.pdf', 'encrypted.pdf'])
    copyFileSync(join(FIXTURES, name), join(folder, name))
  writeFileSync(join(folder, 'empty.txt'), '')
  writeFileSync(join(folder, 'tool.zip'), 'x')
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true }))

/** Runs the command; `stopAt`: interrupted once this file is begun. */
async function analyze(stopAt?: number) {
  const stop = new AbortController()
  const notes: string[] = []
  const begun = new Set<string>()
  const error = await run(
    [folder, '--out', out, '--ask', 'What did the board do?', '--max-tokens', '4', '--model', TINY_MODEL],
    {
      engine: realEngine,
      output: new Output(new PassThrough()),
      progress: {
        show({ what }) {
          const [place] = /^File \d+ of \d+/.exec(what) ?? []
          if (place) begun.add(place)
          if (stopAt !== undefined && place === `File ${stopAt} of ${COUNT}`) stop.abort()
        },
        clear: () => {},
      },
      note: (line) => notes.push(line),
      async *questions() {},
      signal: stop.signal,
    },
  ).then(
    () => undefined,
    (reason) => failureOf(reason),
  )
  return { error, notes, begun: begun.size }
}

const lines = () =>
  readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line))

it('is stopped, taken up again, and done to its end', async () => {
  const first = await analyze(41)
  expect(first.error?.status).toBe(130)
  expect(first.notes.at(-1)).toBe(`Stopped at file 41 of ${COUNT}: run the same command again to go on.`)
  const before = lines().length
  expect(before).toBe(40)
  const second = await analyze()
  expect(second.error).toMatchObject({ status: 6, line: expect.stringMatching(/^3 files could not be done: /) })
  expect(second.notes.at(-1)).toMatch(new RegExp(`^97 of ${COUNT} files are done, \\d\\d of them before\\.$`))
  const all = lines()
  expect(all).toHaveLength(COUNT)
  expect(new Set(all.map(({ source }) => source.path)).size).toBe(COUNT)
  const failed = all.filter(({ error }) => error)
  expect(failed.map(({ source }) => source.path.replace(/^.*[\\/]/, '')).sort()).toEqual([
    'empty.txt',
    'encrypted.pdf',
    'truncated.pdf',
  ])
  expect(failed.every(({ error }) => error.status === 3 && error.message.length > 20)).toBe(true)
  for (const { answer, error } of all) if (!error) expect(answer.tokens).toBeGreaterThan(0)
  // what is done is not done again: only what failed is
  const third = await analyze()
  expect(third.notes.at(-1)).toBe(`97 of ${COUNT} files are done, 97 of them before.`)
  expect(third.begun).toBeLessThanOrEqual(3)
})
