import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDocument } from '../../electron/documents/read'
import { answerMarkdown } from '../../electron/export/markdown'
import { openAnswer } from '../../electron/export/open_answer'
import { provenanceOf } from '../../electron/export/provenance'
import { writeTraces } from '../../electron/export/traces'
import { hashFile } from '../../electron/library/copy'
import { LibraryFiles } from '../../electron/library/files'
import type { ExportedAnswer, ExportKind, ExportOrder } from '../../electron/shared/ipc/export_data'
import { openTrace } from '../../electron/trace/open'
import { pythonWithNumpy, readWithPython } from '../fixtures/trace/python'
import { EngineClient } from './engine_client'

/** What is exported of an answer that a model gave is what its trace says; what is saved opens and says the same. */

const folder = mkdtempSync(join(tmpdir(), 'sparselens-exports-'))
const root = join(folder, 'library')
const files = new LibraryFiles(root)
const engine = new EngineClient(folder)
const document = randomUUID()
const TEXT = Array.from({ length: 40 }, (_, i) => `In the year ${1800 + i} boat ${i} brought ${i + 3} barrels of salt.`)
let answer: ExportedAnswer
let order: (kind: ExportKind, name: string) => ExportOrder

beforeAll(async () => {
  mkdirSync(files.folder(document), { recursive: true })
  const path = files.source(document, 'source.txt')
  writeFileSync(path, TEXT.join(' '))
  const source = { ...(await readDocument(path, {})), file: 'boats.txt' }
  writeFileSync(files.text(document), JSON.stringify(source))
  const id = randomUUID()
  mkdirSync(files.answer(document, id), { recursive: true })
  const request = { kind: 'question', question: 'What did boat 7 bring?', looks: 1 } as const
  const run = engine.order(files.folder(document), {
    job: id,
    answerFolder: files.answer(document, id),
    request,
    seed: 3,
  })
  const result = (await engine.handlers['answer.run'](run)) as NonNullable<ExportedAnswer['result']>
  const { text, sentences } = result.generations[result.main]!.answer
  answer = { id, document, request, state: 'done', createdAt: 0, text, sentences, result, seed: 3 }
  const { sha256, bytes } = await hashFile(path)
  const entry = {
    id: document,
    file: 'boats.txt',
    kind: 'text' as const,
    pages: 1,
    imagePages: [],
    bytes,
    addedAt: 0,
    openedAt: 0,
    answers: 1,
  }
  order = (kind, name) => ({
    kind,
    to: join(folder, name),
    root,
    document: entry,
    sha256,
    version: '9.9.9',
    date: 0,
    answers: [answer],
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

const write = (wanted: ExportOrder) => engine.handlers['export.write']({ job: randomUUID(), order: wanted })

test('a result says what its model is made of, and keeps the tokens around the document', () => {
  const { model, version, generations } = answer.result!
  expect(model.quantization).toMatch(/^[A-Z0-9_]+ \d+%/)
  expect(version).toMatch(/^\d+\.\d+/)
  const { otherTokens, textStart, textEnd, promptLength, answer: said } = generations[0]!
  expect(otherTokens).toHaveLength(textStart + promptLength - textEnd + said.tokens)
  expect(otherTokens!.map(([, text]) => text).join('')).toContain('What did boat 7 bring?')
})

test('JSON lines have every row, the text of every token, and where they come from', async () => {
  const wanted = order('trace-lines', 'trace.jsonl')
  await write(wanted)
  const [header, ...rows] = readFileSync(wanted.to, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const generation = answer.result!.generations[0]!
  expect(header.about).toMatchObject({
    topK: generation.topK,
    seed: 3,
    exported: { by: '9.9.9' },
    document: { sha256: wanted.sha256 },
  })
  expect(header.about.model).toMatchObject({
    quantization: answer.result!.model.quantization,
    backend: expect.stringContaining(cpus()[0]!.model.trim()),
  })
  expect(rows).toHaveLength(generation.answer.tokens * generation.layers)
  const text = header.tokens.map((token: { text: string }) => token.text).join('')
  expect(text).toContain(TEXT.join(' '))
  expect(text).toContain('What did boat 7 bring?')
  expect(text.endsWith(generation.answer.text)).toBe(true)
  const trace = await openTrace(files.trace(document, answer.id, 0))
  const row = trace.row(1, 1)
  expect(rows.find(({ token, layer }) => token === 1 && layer === 1)).toMatchObject({
    position: row.position,
    positions: [...row.positions],
  })
  trace.close()
})

test('the trace file says the same, with what it is about', async () => {
  const wanted = order('trace', 'answer.trace')
  await write(wanted)
  const [kept, written] = await Promise.all([openTrace(files.trace(document, answer.id, 0)), openTrace(wanted.to)])
  expect(written.row(0, 1)).toEqual(kept.row(0, 1))
  const meta = JSON.parse(written.info.meta)
  expect(meta.about.model.sha256).toBe(answer.result!.model.sha256)
  expect(meta.tokens).toHaveLength(written.info.promptLength + answer.result!.generations[0]!.answer.tokens)
  if (pythonWithNumpy) {
    const [row] = readWithPython(wanted.to, [[0, 1]]).rows
    expect(row!.positions).toEqual([...kept.row(0, 1).positions])
  }
  kept.close()
  written.close()
})

test('the report has a map whose numbers are the trace’s', async () => {
  const wanted = order('report', 'report.html')
  await write(wanted)
  const page = readFileSync(wanted.to, 'utf8')
  const trace = await openTrace(files.trace(document, answer.id, 0))
  const all = Int32Array.of(0, 2 ** 24)
  const { tokens } = answer.result!.generations[0]!.answer
  const count = trace.totals({ from: 0, to: tokens, layers: Int32Array.of(0) }, all).count[0]!
  trace.close()
  expect(page).toContain(`<tr><th scope="row">0</th><td>${count.toLocaleString('en-US')}</td>`)
  expect(page.match(/<svg class="map"/g)!.length).toBe(1 + answer.sentences.length)
})

test('Markdown is what the window copies', async () => {
  const wanted = order('markdown', 'answer.md')
  await write(wanted)
  expect(readFileSync(wanted.to, 'utf8')).toBe(answerMarkdown(answer, wanted))
})

test('a saved analysis opens without a model, its trace says the same', async () => {
  const wanted = order('analysis', 'boats.sparselens')
  await write(wanted)
  const client = new EngineClient()
  const into = join(client.folder, 'into')
  const saved = await client.handlers['analysis.read']({ job: randomUUID(), path: wanted.to, into })
  expect(saved.answers).toEqual([answer])
  const file = join(into, 'answers', answer.id, '0.trace')
  const span = { from: 0, to: 3, layers: [0, 1] }
  const [then, now] = await Promise.all([
    engine.handlers['trace.span']({ file: files.trace(document, answer.id, 0), span }),
    client.handlers['trace.span']({ file, span }),
  ])
  expect(now).toEqual(then)
  client.handlers['trace.release']({ folder: into })
  rmSync(client.folder, { recursive: true })
})

test('a damaged trace in it is found', async () => {
  const broken = join(folder, 'broken')
  mkdirSync(broken)
  const trace = files.trace(document, answer.id, 0)
  const data = readFileSync(trace)
  const damaged = Buffer.from(data)
  damaged[data.length - 200]! ^= 0xff
  writeFileSync(trace, damaged)
  const wanted = order('analysis', 'broken.sparselens')
  await write(wanted)
  writeFileSync(trace, data)
  const read = engine.handlers['analysis.read']({ job: randomUUID(), path: wanted.to, into: join(broken, 'into') })
  await expect(read).rejects.toThrow('damaged or cut off')
})

test('the writing of a trace’s file can be stopped', async () => {
  const wanted = order('trace', 'stopped.trace')
  const opened = await openAnswer(wanted, answer)
  const before = readdirSync(folder).sort()
  const stop = new AbortController()
  const writing = writeTraces(wanted.to, opened, provenanceOf(wanted, answer), { signal: stop.signal })
  stop.abort()
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
  opened.close()
  expect(readdirSync(folder).sort()).toEqual(before)
})

test('a cancelled export leaves nothing', async () => {
  const job = randomUUID()
  const before = readdirSync(folder).sort()
  const writing = engine.handlers['export.write']({ job, order: order('report', 'cancelled.html') })
  engine.handlers['job.cancel']({ job })
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(folder).sort()).toEqual(before)
})
