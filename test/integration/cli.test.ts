import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type JsonResult, ResultSchema } from '../../electron/cli/schema'
import { readDocument } from '../../electron/documents/read'
import { readAnalysis } from '../../electron/export/saved/read'
import { oneLine } from '../../electron/shared/document/one_line'
import { type BrokenModels, makeBrokenModels, TINY_MODEL } from '../fixtures/models/broken'
import { failureHere, lastLine, ROOT, runCli, startCli } from './run_cli'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pdf = (name: string) => join(ROOT, 'test', 'fixtures', 'documents', `${name}.pdf`)
const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const TINY = ['--model', TINY_MODEL, '--max-tokens', '24']
/** Some 3,000 tokens: read in parts by a short context, and long enough to be interrupted. */
const LONG = file(
  'long.txt',
  Array.from({ length: 200 }, (_, i) => `In the year ${1800 + i} boat ${i} brought ${i + 3} barrels of salt.`).join(
    ' ',
  ),
)

/** A failure ends in one line for people: no stack, nothing of a library. */
async function fails(args: string[], status: number, message: RegExp) {
  const { status: got, stdout, stderr } = await runCli(args)
  expect({ got, stderr }).toMatchObject({ got: status })
  expect(stdout).toBe('')
  expect(lastLine(stderr)).toMatch(message)
  expect(stderr).not.toMatch(/^\s+at |Warning|llama_|gguf_|ggml_/m)
}

/** Many failures of one kind; that a process ends so, one of each kind shows. */
async function failsHere(args: string[], status: number, message: RegExp) {
  const failure = await failureHere(args)
  expect(failure).toMatchObject({ status })
  expect(lastLine(failure.line)).toMatch(message)
}

function jsonLines(stdout: string): JsonResult[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => ResultSchema.parse(JSON.parse(line)))
}

describe('wrong usage ends with 2', () => {
  it.each([
    [[], /No file/],
    [[pdf('report'), pdf('book'), '--trace', 'both.jsonl'], /several were named/],
    [[pdf('report'), '--quickly'], /--quickly/],
    [[pdf('report'), '--max-tokens', 'many'], /--max-tokens/],
    [[pdf('report'), '--seed', '-1'], /^--seed needs a value/],
    [[pdf('report'), '--text', '--ask', 'Why?'], /--ask/],
    [[pdf('report'), ...TINY, '--ctx', '9000000'], /context/],
  ])('%j', async (args, message) => {
    await failsHere(args, 2, message)
  })

  it('as a process, too', async () => {
    await fails([pdf('report'), '--quickly'], 2, /--quickly/)
  })
})

describe('a document that cannot be read ends with 3', () => {
  it.each([
    ['no-such-file.pdf', [], /no file/],
    [pdf('truncated'), [], /damaged/],
    [pdf('blank'), [], /no text/],
    [pdf('scanned'), ['--ocr', 'off'], /image/],
    [pdf('encrypted'), [], /--password-file/],
    [pdf('encrypted'), ['--password-file', file('wrong', 'buoy\n')], /wrong/],
  ])('%s %j', async (path, args, message) => {
    await failsHere([path, ...TINY, ...args], 3, message)
  })

  it('as a process, too', async () => {
    await fails([pdf('truncated'), ...TINY], 3, /damaged/)
  })
})

describe('a model that cannot be used ends with 4, before the document is looked at', () => {
  const broken = makeBrokenModels(join(folder))
  it.each<[keyof BrokenModels, RegExp]>([
    ['missing', /no-such-model\.gguf/],
    ['folder', /folder/],
    ['empty', /not a GGUF/],
    ['notGguf', /not a GGUF/],
    ['truncated', /cut off/],
    ['truncatedHeader', /cut off|damaged/],
    ['wrongArchitecture', /deepseek99/],
    ['noIndexer', /indexer/],
    ['noChatTemplate', /no chat template/],
    ['missingShard', /shard-00002-of-00002\.gguf/],
  ])('%s', async (name, message) => {
    await failsHere(['no-such-file.pdf', '--model', broken[name]], 4, message)
  })

  it('as a process, too', async () => {
    await fails(['no-such-file.pdf', '--model', broken.truncated], 4, /cut off/)
  })
})

describe('--text', () => {
  it('prints every page after its number, and needs no model', async () => {
    const { status, stdout } = await runCli([pdf('report'), '--text', '--model', 'no-such-model.gguf'])
    const { pages } = await readDocument(pdf('report'))
    expect(status).toBe(0)
    expect(stdout.match(/^# page \d+$/gm)).toEqual(pages.map(({ number }) => `# page ${number}`))
  })

  it('opens an encrypted document with the password from a file', async () => {
    const { status, stdout } = await runCli([pdf('encrypted'), '--text', '--password-file', file('right', 'anchor\n')])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^# page 1\n\S/)
  })

  it('ends quietly when nobody reads on', () => {
    const start = join(ROOT, 'electron', 'cli', 'start.mjs')
    const command = `"${process.execPath}" "${start}" "${pdf('book')}" --text | head -n 1`
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect(stdout).toBe('# page 1\n')
    expect(stderr).not.toMatch(/EPIPE|Error|failed/)
  })
})

describe('an answer', () => {
  it('is printed with its evidence, and what was read', async () => {
    const { status, stdout, stderr } = await runCli([pdf('partly-scanned'), ...TINY, '--ocr', 'off'], 'npm')
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(stdout).toMatch(/^Summary of partly-scanned\.pdf\n/)
    expect(stdout).toMatch(/ \((supported|weak|none)\)\n {4}\[p\. \d\] \S/)
    expect(stdout).toContain('Read 100% of partly-scanned.pdf: 5 pages')
    expect(stdout).toMatch(/hold no readable text/)
  })

  it('is JSON for programs, a line for each question, and its trace is complete', async () => {
    const trace = join(folder, 'trace.jsonl')
    const questions = ['--ask', 'What was painted?', '--ask', 'Who thanked whom?']
    const args = [pdf('partly-scanned'), ...TINY, '--ocr', 'off', ...questions, '--json', '--trace', trace]
    const { status, stdout, stderr } = await runCli(args, 'npm')
    expect({ status, stderr }).toMatchObject({ status: 0 })

    const results = jsonLines(stdout)
    expect(results).toHaveLength(2)
    const { text, sentences } = await readDocument(pdf('partly-scanned'), { ocr: 'off' })
    const known = sentences.map(({ start, end, page }) => `${page} ${oneLine(text.slice(start, end))}`)
    for (const { document, answer } of results) {
      expect(document).toMatchObject({ file: 'partly-scanned.pdf', pages: 5, sentences: known.length, coverage: 1 })
      for (const { evidence } of answer.sentences) {
        expect(evidence.length).toBeGreaterThanOrEqual(Math.min(5, known.length))
        for (const { page, text } of evidence) expect(known).toContain(`${page} ${text}`)
        const scores = evidence.map(({ score }) => score)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
      }
    }
    expect(checkTrace(trace)).toEqual(results.map(({ answer, model }) => answer.tokens * model.layers))
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('covers a document that is read in parts', async () => {
    const { stdout, status } = await runCli([LONG, ...TINY, '--ctx', '1536', '--json'])
    expect(status).toBe(0)
    const [{ document, answer }] = jsonLines(stdout) as [JsonResult]
    expect(document.coverage).toBe(1)
    expect(document.tokens).toBeGreaterThan(1536)
    expect(answer.sentences.length).toBeGreaterThan(0)
  })

  it('is kept as a web page and in one file, by the modules of the window', async () => {
    const report = join(folder, 'kept.html')
    const save = join(folder, 'kept.sparselens')
    const asked = ['--ask', 'What was painted?', '--seed', '5', '--report', report, '--save', save]
    const { status, stdout, stderr } = await runCli([
      pdf('partly-scanned'),
      ...TINY,
      '--ocr',
      'off',
      ...asked,
      '--json',
    ])
    expect({ status, stderr }).toMatchObject({ status: 0 })
    const [result] = jsonLines(stdout)
    const page = readFileSync(report, 'utf8')
    for (const part of [result!.model.sha256, 'What was painted?', 'seed 5', '<svg class="map"']) {
      expect(page).toContain(part)
    }
    const saved = await readAnalysis(save, 'kept.sparselens', join(folder, 'kept'))
    expect(saved.answers.map(({ text, seed }) => ({ text, seed }))).toEqual([{ text: result!.answer.text, seed: 5 }])
    expect(readdirSync(join(folder, 'kept', 'answers', saved.answers[0]!.id))).toContain('0.trace')
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('finds out before the work that what is to be kept has no place', async () => {
    await fails([pdf('one-page'), ...TINY, '--report', join(folder, 'none', 'r.html')], 5, /report can't be written/)
    await fails([pdf('one-page'), '--save', pdf('one-page')], 2, /--save would overwrite/)
  })

  it('says when its trace has no room', async () => {
    if (!existsSync('/dev/full')) return
    const { status, stderr } = await runCli([pdf('one-page'), ...TINY, '--trace', '/dev/full'])
    expect(status).toBe(5)
    expect(lastLine(stderr)).toMatch(/disk is full/)
  })

  it('comes from the built-in model if no other is named', async () => {
    const text = file(
      'pier.txt',
      'The pier of Westhaven is old. It was built in 1911 by Ada Finch. The ferry leaves at nine.',
    )
    const { status, stdout, stderr } = await runCli([text, '--ask', 'In what year was the pier built?', '--json'])
    expect({ status, stderr }).toMatchObject({ status: 0 })
    const [{ answer, model }] = jsonLines(stdout) as [JsonResult]
    expect(model).toMatchObject({ architecture: 'deepseek32', layers: 30, topK: 256 })
    expect(answer.text).toContain('1911')
    expect(answer.sentences[0]!.evidence.map(({ text }) => text)).toContain('It was built in 1911 by Ada Finch.')
  })
})

/** Checks every row of a trace file; returns how many rows each part has. */
function checkTrace(path: string): number[] {
  const rows: number[] = []
  let header: { topK: number; layers: number; promptLength: number; tokens: unknown[] } | undefined
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const value = JSON.parse(line)
    if ('version' in value) {
      header = value
      rows.push(0)
      continue
    }
    const { token, position, layer, positions, scores } = value
    expect(position).toBe(header!.promptLength + token - 1)
    expect(layer).toBe(rows.at(-1)! % header!.layers)
    expect(positions).toHaveLength(Math.min(header!.topK, position + 1))
    expect(positions.every((p: number, i: number) => p <= position && (i === 0 || p > positions[i - 1]))).toBe(true)
    expect(scores).toHaveLength(positions.length)
    expect(scores.every(Number.isFinite)).toBe(true)
    rows[rows.length - 1]!++
  }
  return rows
}

/** True once no process of the group is left. */
function isGone(group: number): boolean {
  try {
    return !process.kill(-group, 0)
  } catch {
    return true
  }
}

describe('Ctrl-C', () => {
  it.each(['terminal', 'npm alone'] as const)('on the %s ends everything with 130', async (where) => {
    const { child, ended, saw } = startCli([LONG], 'npm')
    await saw(/Reading page|Answering/)
    if (where === 'terminal') process.kill(-child.pid!, 'SIGINT')
    else child.kill('SIGINT')
    const { status, stderr } = await ended
    expect({ status, stderr }).toMatchObject({ status: 130 })
    expect(lastLine(stderr)).toBe('Cancelled.')
    await expect.poll(() => isGone(child.pid!), { timeout: 2000 }).toBe(true)
  })
})
