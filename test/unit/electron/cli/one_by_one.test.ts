import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../../electron/cli/engine'
import { failureOf } from '../../../../electron/cli/exit'
import { linesSchema } from '../../../../electron/cli/json_schema'
import type { Step } from '../../../../electron/cli/progress'
import { EngineError } from '../../../../electron/engine/errors'
import { DocumentError } from '../../../../electron/shared/document/types'
import { fakeDocument, fakeReading, fakeResult, fakeRun } from './fakes'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-many-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const SHA = 'cd'.repeat(32)

/** An engine to which "docs" is a folder of three files, of which one is damaged. */
const folderEngine = (damaged = 'bad.pdf'): Partial<Engine> => ({
  filesBelow: async (path) =>
    path === 'docs' ? { readable: ['a.pdf', 'bad.pdf', 'c.pdf'], leftOut: ['setup.exe'] } : undefined,
  async readDocument(path, options) {
    options.onProgress?.(1, 2)
    if (path.endsWith(damaged)) throw new DocumentError('damaged', `"${path}" is damaged.`)
    return fakeDocument()
  },
})

const parsed = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('several files', () => {
  it('have a line each, labelled; one that fails stops no other, and the exit status says so', async () => {
    const { stdout, error, notes, calls } = await fakeRun(['docs', '--json'], folderEngine())
    const lines = parsed(stdout)
    expect(lines.map(({ source }) => source)).toEqual(
      ['a.pdf', 'bad.pdf', 'c.pdf'].map((name) => ({ path: join('docs', name), sha256: SHA })),
    )
    expect(lines[0]).toMatchObject({ document: { file: 'pier.pdf' }, answer: { stopped: 'end' } })
    expect(lines[1]).toEqual({
      source: lines[1].source,
      error: { status: 3, message: `"${join('docs', 'bad.pdf')}" is damaged.` },
    })
    expect(failureOf(error)).toEqual({
      status: 6,
      line: `1 file could not be done: ${join('docs', 'bad.pdf')}`,
    })
    expect(notes).toContain("docs: 1 file that SparseLens doesn't read was left out: setup.exe.")
    expect(notes.at(-1)).toBe('2 of 3 files are done.')
    expect(calls).toEqual(['check built-in', 'open', 'hash', 'close', 'open', 'hash', 'close'])
  })

  it('may be named, and are read in that order, each once', async () => {
    const { stdout, error } = await fakeRun(['z.pdf', 'a.pdf', 'z.pdf', '--json', '--ask', 'one', '--ask', 'two'])
    expect(error).toBeUndefined()
    expect(parsed(stdout).map(({ source }) => source.path)).toEqual(['z.pdf', 'z.pdf', 'a.pdf', 'a.pdf'])
  })

  it('over other machines have ready what is said when one of these is lost, which ends the program', async () => {
    const said: (string | undefined)[] = []
    const engine: Partial<Engine> = {
      async open(_document, settings) {
        said.push(settings.rpc?.ifLost)
        const ran = { calls: [], notes: [], stdout: '', requests: [] }
        return fakeReading(ran, (requests) => requests.map(() => fakeResult()))
      },
    }
    const files = ['a.pdf', 'b.pdf', '--rpc', '10.0.0.2:50052', '--send']
    await fakeRun(files, engine)
    await fakeRun([...files, '--out', join(folder, 'lines.jsonl')], engine)
    expect(said).toEqual([
      'Stopped at file 1 of 2, a.pdf: what comes from it on is not done; with --out OUT the same command goes on where it stopped.',
      'Stopped at file 2 of 2, b.pdf: what comes from it on is not done; with --out OUT the same command goes on where it stopped.',
      'Stopped at file 1 of 2: run the same command again to go on.',
      'Stopped at file 2 of 2: run the same command again to go on.',
    ])
  })

  it('are printed under their names for people', async () => {
    const { stdout } = await fakeRun(['docs'], folderEngine())
    expect(stdout).toMatch(/^== docs.a\.pdf\nSummary of pier\.pdf\n/)
    expect(stdout).toMatch(/\n\n== docs.bad\.pdf\n"docs.bad\.pdf" is damaged\.\n\n== docs.c\.pdf\nSummary/)
    const texts = await fakeRun(['docs', '--text'], folderEngine())
    expect(texts.stdout).toContain('# page 1\nThe pier is old.')
    expect(texts.calls).toEqual([])
  })

  it('tell how far they are', async () => {
    const steps: Step[] = []
    const progress = { show: (step: Step) => steps.push(step), clear: () => {} }
    await fakeRun(['docs'], folderEngine(), { progress })
    expect(steps.map(({ what }) => what)).toEqual([1, 2, 3].map((i) => `File ${i} of 3: Opening the document`))
  })

  it('end all with a model that can’t be used, and with a cancelled run', async () => {
    const open = async () => {
      throw new EngineError('not-gguf', 'No model.')
    }
    const { error, stdout } = await fakeRun(['docs', '--json'], { ...folderEngine(), open })
    expect([failureOf(error).status, stdout]).toEqual([4, ''])
    const stop = new AbortController()
    const readDocument = async () => {
      stop.abort()
      throw new DocumentError('cancelled', 'Stopped.')
    }
    const stopped = await fakeRun(['docs'], { ...folderEngine(), readDocument }, { signal: stop.signal })
    expect(failureOf(stopped.error).status).toBe(130)
  })

  it.each([
    [['a', 'b', '--chat'], /--chat/],
    [['a', 'b', '--save', 's'], /--save is of one file/],
    [['docs', '--report', 'r'], /--report is of one file/],
    [['a', '--together'], /name more than one/],
    [['a', 'b', '--together', '--trace', 't'], /--trace is of one document/],
    [['a', 'b', '--together', '--out', 'o'], /--out/],
    [['a', '--compare', 'b', '--find', 'x'], /--compare can't be used with --find/],
    [['a', 'b', '--compare', 'c'], /leave out "b"/],
    [['docs', '--compare', 'c'], /is a folder/],
  ])('refuses %j', async (argv, message) => {
    const { error } = await fakeRun(argv, folderEngine())
    expect(failureOf(error)).toMatchObject({ status: 2, line: expect.stringMatching(message) })
  })
})

describe('--out', () => {
  const out = () => join(folder, 'out.jsonl')
  const again = (argv: string[] = [], engine = folderEngine()) => fakeRun(['docs', '--out', out(), ...argv], engine)

  it('is gone on with: what is done is not done again, what failed is tried again', async () => {
    const first = await again()
    expect(first.stdout).toBe('')
    const [head, ...lines] = parsed(readFileSync(out(), 'utf8'))
    expect(head.run).toMatchObject({ questions: [], finds: [], options: {} })
    expect(lines.map(({ source, error }) => [source.path, error?.status])).toEqual([
      [join('docs', 'a.pdf'), undefined],
      [join('docs', 'bad.pdf'), 3],
      [join('docs', 'c.pdf'), undefined],
    ])
    const second = await again([], folderEngine('none'))
    expect(second.error).toBeUndefined()
    expect(second.calls.filter((call) => call === 'open')).toHaveLength(1)
    expect(second.notes.at(-1)).toBe('3 of 3 files are done, 2 of them before.')
    const paths = parsed(readFileSync(out(), 'utf8'))
      .slice(1)
      .map(({ source }) => source.path)
    expect(paths).toEqual(['a.pdf', 'c.pdf', 'bad.pdf'].map((name) => join('docs', name)))
  })

  it('drops what a killed run left half written, and files that are others now', async () => {
    await again(['--ask', 'one', '--ask', 'two'], folderEngine('none'))
    const whole = readFileSync(out(), 'utf8')
    expect(whole.split('\n')).toHaveLength(1 + 6 + 1)
    // the last file has one line of two, and half of the second
    writeFileSync(out(), whole.slice(0, -40))
    const second = await again(['--ask', 'one', '--ask', 'two'], folderEngine('none'))
    expect(second.calls.filter((call) => call === 'open')).toHaveLength(1)
    expect(readFileSync(out(), 'utf8')).toBe(whole)
    const hash = async (path: string) => ({ sha256: (path.endsWith('a.pdf') ? 'ef' : 'cd').repeat(32), bytes: 1 })
    const third = await again(['--ask', 'one', '--ask', 'two'], { ...folderEngine('none'), hash })
    expect(third.calls.filter((call) => call === 'open')).toHaveLength(1)
    expect(parsed(readFileSync(out(), 'utf8')).at(-1).source).toEqual({
      path: join('docs', 'a.pdf'),
      sha256: 'ef'.repeat(32),
    })
    expect(readFileSync(out(), 'utf8').split('\n')).toHaveLength(1 + 6 + 1)
  })

  it('is told from other files, and from other questions', async () => {
    writeFileSync(out(), 'my notes\n')
    expect(failureOf((await again()).error)).toMatchObject({
      status: 2,
      line: expect.stringContaining('no file that --out wrote'),
    })
    rmSync(out())
    await again()
    const other = await again(['--ask', 'why?'])
    expect(failureOf(other.error).line).toContain('was asked otherwise')
    expect(readFileSync(out(), 'utf8')).not.toContain('why?')
    const read = await again(['--ocr', 'off'])
    expect(failureOf(read.error).line).toContain('was asked otherwise')
  })

  it('says when it is stopped how to go on', async () => {
    const stop = new AbortController()
    const readDocument: Engine['readDocument'] = async (path) => {
      if (path.endsWith('c.pdf')) stop.abort()
      stop.signal.throwIfAborted()
      return fakeDocument()
    }
    const engine = { ...folderEngine(), readDocument }
    const stopped = await fakeRun(['docs', '--out', out()], engine, { signal: stop.signal })
    expect(failureOf(stopped.error).status).toBe(130)
    expect(stopped.notes.at(-1)).toBe('Stopped at file 3 of 3: run the same command again to go on.')
    const rest = await again([], folderEngine('none'))
    expect(rest.calls.filter((call) => call === 'open')).toHaveLength(1)
  })
})

it('lines of several files are in the published schema', () => {
  const text = JSON.stringify(linesSchema())
  for (const name of ['source', 'error', 'run', 'compare', 'files']) expect(text).toContain(`"${name}":`)
})
