import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readDocument } from '../../../../electron/documents/read'
import {
  DocumentError,
  type ReadOptions,
  type SourceDocument,
  type Tokens,
} from '../../../../electron/shared/document/types'

const FIXTURES = new URL('../../../fixtures/documents/', import.meta.url)

export const fixture = (name: string): string => new URL(name, FIXTURES).pathname

/** Reads a fixture and checks what every document must keep to. */
export async function read(name: string, options: ReadOptions = {}): Promise<SourceDocument> {
  const document = await readDocument(fixture(name), options)
  checkDocument(document)
  return document
}

/** Reads a PDF that was made at test time. */
export async function readBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<SourceDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'made-'))
  const path = join(folder, 'made.pdf')
  await writeFile(path, bytes)
  const document = await readDocument(path, options).finally(() => rm(folder, { recursive: true }))
  checkDocument(document)
  return document
}

export const paragraphs = (document: SourceDocument): string[] => document.text.split('\n\n')

export const headings = (document: SourceDocument): string[] =>
  document.headings.map(({ start, end, level }) => `${level} ${document.text.slice(start, end)}`)

export const ofKind = (document: SourceDocument, kind: string): string[] =>
  document.sentences.filter((it) => it.kind === kind).map(({ start, end }) => document.text.slice(start, end))

export async function failure(reading: Promise<unknown>): Promise<DocumentError> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(DocumentError)
  return error as DocumentError
}

/** What types.ts promises about any document. */
export function checkDocument(document: SourceDocument): void {
  const { text, pages, runs, sentences, headings } = document
  expect(text).toBe(text.normalize('NFC'))
  expect(text).not.toMatch(/^\n|\s$|[^\S\n]\n|\n{3}|[^\n]\n[^\n]/)
  expect(text).not.toMatch(/[\u00ad\ufb00-\ufb06\p{Cs}]/u)
  let at = 0
  for (const page of pages) {
    expect(page.start).toBeGreaterThanOrEqual(at)
    expect(page.end).toBeGreaterThanOrEqual(page.start)
    at = page.end
  }
  at = 0
  for (const run of runs) {
    const page = pages[run.page - 1]!
    expect(run.start).toBeGreaterThanOrEqual(Math.max(at, page.start))
    expect(run.end).toBeGreaterThan(run.start)
    expect(run.end).toBeLessThanOrEqual(page.end)
    at = run.end
  }
  const rest = text.split('')
  at = 0
  for (const sentence of sentences) {
    // rows of tables and lines of programs keep their blanks
    if (sentence.kind !== 'item') expect(text.slice(sentence.start, sentence.end)).not.toMatch(/[^\S\n]{2}/)
    expect(sentence.start).toBeGreaterThanOrEqual(at)
    expect(sentence.end).toBeGreaterThan(sentence.start)
    const page = pages[sentence.page - 1]!
    expect(sentence.start >= page.start && sentence.start < page.end).toBe(true)
    rest.fill(' ', sentence.start, sentence.end)
    at = sentence.end
  }
  expect(rest.join('').trim()).toBe('')
  for (const heading of headings) {
    expect(heading.level).toBeGreaterThanOrEqual(1)
    expect(sentences.some((it) => it.kind === 'heading' && it.start === heading.start)).toBe(true)
  }
}

/** Cuts a text as a byte-level tokenizer might: a space begins a token, long words and characters are cut anywhere. */
export function tokenize(text: string, longest = 5): Tokens {
  const bytes = new TextEncoder().encode(text)
  const offsets = [0]
  for (let i = 1; i < bytes.length; i++) {
    const wordBegins = bytes[i] === 32 || bytes[i] === 10
    if (wordBegins || i - offsets.at(-1)! >= longest) offsets.push(i)
  }
  if (bytes.length > 0) offsets.push(bytes.length)
  return { ids: Int32Array.from(offsets.slice(1), (_, i) => i), offsets: Uint32Array.from(offsets) }
}

/** A document of plain paragraphs, as simple as one can be. */
export function plainDocument(
  text: string,
  sentences: SourceDocument['sentences'],
  headings = [] as SourceDocument['headings'],
): SourceDocument {
  const page = { number: 1, width: 0, height: 0, start: 0, end: text.length, imageOnly: false }
  return { file: 'plain.txt', kind: 'text', text, pages: [page], runs: [], sentences, headings, notes: [] }
}
