import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../../../electron/cli/exit'
import { Output, OutputClosed } from '../../../../electron/cli/output'
import { EngineError } from '../../../../electron/engine/errors'
import { DocumentError, type DocumentNote, type ReadOptions } from '../../../../electron/shared/document/types'
import type { AnswerRequest } from '../../../../electron/shared/ipc/answer_data'
import { fakeDocument, fakePart, fakeReading, fakeResult, fakeRun } from './fakes'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-run-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const badModel = async () => {
  throw new EngineError('not-gguf', 'No model.')
}
const badDocument = async () => {
  throw new DocumentError('damaged', 'No document.')
}

describe('run', () => {
  it('checks the model, then reads the document, then opens both', async () => {
    const { calls, requests, stdout, error } = await fakeRun(['a.pdf'])
    expect(error).toBeUndefined()
    expect(calls).toEqual(['check built-in', 'read a.pdf', 'open', 'close'])
    expect(requests).toEqual([{ kind: 'summary' }])
    expect(stdout).toMatch(/^Summary of pier\.pdf\n/)
  })

  it('tells of a bad model before it looks at the document', async () => {
    const { calls, error } = await fakeRun(['a.pdf'], { checkModel: badModel })
    expect(failureOf(error).status).toBe(4)
    expect(calls).toEqual([])
    const both = await fakeRun(['a.pdf'], { checkModel: badModel, readDocument: badDocument })
    expect(failureOf(both.error).status).toBe(4)
    expect(failureOf((await fakeRun(['a.pdf'], { readDocument: badDocument })).error).status).toBe(3)
  })

  it('says beside the results what is to be said of the model', async () => {
    const { notes, stdout } = await fakeRun(['a.pdf'], { checkModel: async () => 'Another frame is used.' })
    expect(notes).toEqual(['Another frame is used.'])
    expect(stdout).not.toContain('Another frame')
    expect((await fakeRun(['a.pdf'])).notes).toEqual([])
  })

  it('prints the text by pages without any model', async () => {
    const { calls, stdout } = await fakeRun(['a.pdf', '--text'], { checkModel: badModel })
    expect(calls).toEqual(['read a.pdf'])
    expect(stdout).toBe('# page 1\nThe pier is old.\n# page 2\n# page 3\nIt will be renewed in 2027.\n')
  })

  it('says on stderr what must be told of how the document was read, once in every run', async () => {
    const notes: DocumentNote[] = [
      { page: 1, kind: 'struck', text: 'Words struck out are marked ~~so~~.' },
      { page: 3, kind: 'hidden', text: "41 lines under a figure can't be seen and were not read." },
    ]
    const readDocument = async () => ({ ...fakeDocument(), notes })
    const said = [
      'page 1: Words struck out are marked ~~so~~.',
      "page 3: 41 lines under a figure can't be seen and were not read.",
    ]
    const text = await fakeRun(['a.pdf', '--text'], { readDocument })
    expect(text.notes).toEqual(said)
    expect(text.stdout).toBe((await fakeRun(['a.pdf', '--text'])).stdout)
    expect((await fakeRun(['a.pdf', '--ask', 'One?', '--ask', 'Two?'], { readDocument })).notes).toEqual(said)
    const [page] = fakeDocument().pages
    const one = await fakeRun(['a.pdf', '--text'], {
      readDocument: async () => ({ ...(await readDocument()), pages: [page!] }),
    })
    expect(one.notes[0]).toBe('Words struck out are marked ~~so~~.')
  })

  it('has them with --json in the document', async () => {
    const notes: DocumentNote[] = [{ page: 3, kind: 'twice', text: 'A second copy was left out.' }]
    const { document } = fakeResult()
    const { stdout } = await fakeRun(['a.pdf', '--json'], {}, {}, () => [
      fakeResult({ document: { ...document, notes } }),
    ])
    expect(JSON.parse(stdout).document.notes).toEqual(notes)
  })

  it('reads otherwise than usual if it is told to', async () => {
    const readDocument = async (_times: number) => ({ ...fakeDocument(), kind: 'text' as const })
    const asked: ReadOptions[] = []
    const engine = { readDocument: (_path: string, options: ReadOptions) => readDocument(asked.push(options)) }
    await fakeRun(['a.txt', '--text', '--hidden', '--encoding', 'cp1251'], engine)
    expect(asked).toMatchObject([{ hidden: true, encoding: 'windows-1251' }])
    const usual = await fakeRun(['a.pdf', '--text'])
    expect(Object.keys(usual.readOptions!)).not.toContain('hidden')
    const pdf = await fakeRun(['a.pdf', '--text', '--encoding', 'cp1251'])
    expect(failureOf(pdf.error)).toMatchObject({
      status: 2,
      line: expect.stringContaining('says itself how it is written'),
    })
  })

  it('prints a line of JSON for each question', async () => {
    const { requests, stdout } = await fakeRun(['a.pdf', '--ask', 'One?', '--ask', 'Two?', '--json'])
    expect(requests).toEqual([
      { kind: 'question', question: 'One?' },
      { kind: 'question', question: 'Two?' },
    ])
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).document.file)).toEqual(['pier.pdf', 'pier.pdf'])
  })

  it("names the model's files to programs only: people don't wait for that", async () => {
    const unhashed = (requests: AnswerRequest[]) =>
      requests.map(() => fakeResult({ model: { ...fakeResult().model, sha256: '' } }))
    const json = await fakeRun(['a.pdf', '--json'], {}, {}, unhashed)
    expect(json.calls).toContain('hash')
    expect(JSON.parse(json.stdout).model.sha256).toBe('ab'.repeat(32))
    expect((await fakeRun(['a.pdf'], {}, {}, unhashed)).calls).not.toContain('hash')
  })

  it('writes samples down as samples', async () => {
    const sampledSha256 = 'cd'.repeat(32)
    const large = (requests: AnswerRequest[]) => requests.map(() => fakeResult())
    const sampled = { modelHash: async () => ({ sha256: '', sampledSha256 }) }
    const engine = { open: async () => ({ ...fakeReading(await fakeRun(['a.pdf']), large), ...sampled }) }
    const { stdout } = await fakeRun(['a.pdf', '--json'], engine)
    expect(JSON.parse(stdout).model).toMatchObject({ sha256: null, sampledSha256 })
  })

  it('hashes all bytes of a model on demand, with a document and without', async () => {
    const both = await fakeRun(['--model-hash', '--model', 'm.gguf'])
    expect(both.calls).toEqual(['hash m.gguf'])
    expect(both.stdout).toBe(`sha256          ${'ab'.repeat(32)}  Tiny\nsampled-sha256  ${'cd'.repeat(32)}  Tiny\n`)
    const read = await fakeRun(['a.pdf', '--model-hash'])
    expect(read.calls).toContain('hash all')
    expect(read.notes).toEqual([`The model's files have the sha256 ${'ab'.repeat(32)}.`])
    expect(failureOf((await fakeRun(['--model-hash', '--json'])).error).line).toContain('--json needs a file to read')
  })

  it('measures without a document', async () => {
    const json = await fakeRun(['--measure-cost', '--json', '--ctx', '2048'])
    expect(json.calls).toEqual(['check built-in', 'measure'])
    expect(JSON.parse(json.stdout)).toMatchObject({ version: '1.2.3', series: [{ sha256: 'ab'.repeat(32) }] })
    const text = await fakeRun(['--measure-cost'])
    expect(text.stdout).toContain('break-even at')
    expect(text.stdout).toMatch(/1,000 +250 +100 +50\.0 +20\.0/)
    expect(failureOf((await fakeRun(['--measure-cost', 'a.pdf'])).error).status).toBe(2)
  })

  it('passes settings on', async () => {
    const argv = 'a.pdf --model m --max-tokens 7 --top-k 8 --seed 9 --threads 1 --ctx 4096 --gpu-layers 3'
    const { settings, options, calls } = await fakeRun(argv.split(' '))
    expect(calls[0]).toBe('check m')
    expect(settings).toMatchObject({ model: 'm', topK: 8, threads: 1, context: 4096, gpuLayers: 3 })
    expect(options).toMatchObject({ maxTokens: 7, seed: 9 })
  })

  it('gives the password from the file, and none where nobody can be asked', async () => {
    const path = join(folder, 'password')
    writeFileSync(path, 'secret\n')
    const { readOptions } = await fakeRun(['a.pdf', '--password-file', path])
    expect(await readOptions?.password?.(false)).toBe('secret')
    expect((await fakeRun(['a.pdf'])).readOptions?.password).toBeUndefined()
    expect(failureOf((await fakeRun(['a.pdf', '--password-file', `${path}x`])).error).status).toBe(2)
  })

  it('writes the traces of all requests', async () => {
    const path = join(folder, 'trace.jsonl')
    const traced = () => fakeResult({ traced: [fakePart()] })
    const argv = ['a.pdf', '--ask', '1', '--ask', '2', '--trace', path]
    const { error } = await fakeRun(argv, {}, {}, (requests) => requests.map(traced))
    expect(error).toBeUndefined()
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(2 * (1 + 2 * 2))
    expect(readdirSync(folder)).toEqual(['trace.jsonl'])
  })

  it('finds out before the work that a trace has no place', async () => {
    const { calls, error } = await fakeRun(['a.pdf', '--trace', join(folder, 'none', 'trace')])
    expect(failureOf(error)).toMatchObject({ status: 5, line: expect.stringContaining('folder does not exist') })
    expect(calls).not.toContain('open')
  })

  it('never overwrites the document with its trace', async () => {
    const path = join(folder, 'a.txt')
    writeFileSync(path, 'precious')
    const { calls, error } = await fakeRun([path, '--trace', join(folder, '.', 'a.txt')])
    expect(failureOf(error).status).toBe(2)
    expect(calls).toEqual([])
    expect(readFileSync(path, 'utf8')).toBe('precious')
  })

  it('closes the engine and leaves no half trace when it fails', async () => {
    const path = join(folder, 'trace.jsonl')
    const { calls, error } = await fakeRun(['a.pdf', '--trace', path], {}, {}, () => {
      throw new EngineError('cancelled', 'x')
    })
    expect(failureOf(error).status).toBe(130)
    expect(calls.at(-1)).toBe('close')
    expect(existsSync(path)).toBe(false)
    expect(readdirSync(folder)).toEqual([])
  })

  it('ends quietly when the reader of its output has gone', async () => {
    const gone = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
    })
    const output = new Output(gone)
    const { error } = await fakeRun(['a.pdf', '--text'], {}, { output })
    expect(error).toBeInstanceOf(OutputClosed)
    expect(output.signal.aborted).toBe(true)
  })

  it('prints help and version', async () => {
    const help = await fakeRun(['--help'])
    expect(help.stdout).toMatch(/usage: npm run analyze -- FILE/)
    expect(help.calls).toEqual([])
    expect((await fakeRun(['--version'])).stdout).toMatch(/^SparseLens \d+\.\d+\.\d+\n$/)
  })
})

describe('--find', () => {
  it('prints passages, best first, and answers nothing', async () => {
    const { stdout, calls, requests } = await fakeRun(['a.pdf', '--find', 'When?'])
    expect(stdout).toBe('[p. 3] It will be renewed in 2027.\n[p. 1] The pier is old.\n')
    expect(calls).toContain('find When?')
    expect(requests).toEqual([])
  })

  it('prints a line for each question with --json, before what is answered', async () => {
    const { stdout } = await fakeRun(['a.pdf', '--find', 'When?', '--find', 'Why?', '--ask', 'Who?', '--json'])
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.slice(0, 2)).toEqual(
      ['When?', 'Why?'].map((question) => ({
        find: {
          question,
          passages: [
            { page: 3, text: 'It will be renewed in 2027.', score: 9.5 },
            { page: 1, text: 'The pier is old.', score: 0.25 },
          ],
        },
      })),
    )
    expect(lines.length).toBe(3)
    expect(lines[2].answer).toBeDefined()
  })
})
