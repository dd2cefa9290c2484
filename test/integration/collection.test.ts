import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect } from '../../electron/documents/collection'
import { readText } from '../../electron/documents/text/text'
import { type OpenModel, openModel } from '../../electron/engine/model'
import { placeIn } from '../../electron/shared/document/members'
import { oneLine } from '../../electron/shared/document/one_line'
import type { SourceDocument } from '../../electron/shared/document/types'
import { KvStore } from '../../electron/summarize/kv_store'
import { ReadingSession, type SessionOptions } from '../../electron/summarize/session'
import { TINY_MODEL } from '../fixtures/models/broken'

/** Documents asked together: what was kept of one alone serves them all, and passages of all rank in one list. */

const minutes = (year: number, sentences: number) =>
  readText(
    Array.from({ length: sentences }, (_, i) => `In ${year} the board met on day ${i * 7} about item ${i}.`).join(
      '\n\n',
    ),
    `minutes ${year}.txt`,
  )
const SOURCES = [minutes(2024, 40), minutes(2025, 8), minutes(2026, 10)]
const ASK = { kind: 'question', question: 'What was the board’s item 9 in 2026?' } as const
const LENGTH = 1536

let model: OpenModel
let folder: string
beforeAll(async () => {
  model = await openModel({ path: TINY_MODEL })
  folder = mkdtempSync(join(tmpdir(), 'sparselens-collection-'))
})
afterAll(() => {
  model.native.close()
  rmSync(folder, { recursive: true })
})

const storeOf = ({ file }: { file: string }) => new KvStore(join(folder, file), 1e9)

async function inSession<T>(
  source: SourceDocument,
  options: SessionOptions,
  use: (session: ReadingSession) => Promise<T>,
): Promise<T> {
  const session = await ReadingSession.open(model, source, { threads: 1, contextLength: LENGTH, ...options })
  try {
    return await use(session)
  } finally {
    await session.close()
  }
}

describe('a collection', () => {
  const all = collect(SOURCES.map((source) => ({ source })))
  const store = () => new KvStore(join(folder, 'all'), 1e9)

  it('is read from what was kept of its documents alone', async () => {
    for (const source of SOURCES.slice(0, 2)) {
      await inSession(source, { store: storeOf(source) }, (session) => session.run([ASK], { maxTokens: 4 }))
    }
    const alone = readdirSync(join(folder, SOURCES[0]!.file))
    expect(alone.length).toBeGreaterThan(1)
    await inSession(all, { store: store(), storeOf }, async (session) => {
      const [first] = await session.run([ASK], { maxTokens: 4 })
      const third = session.parts.at(-1)!
      const weighedAndRead = 40 * 60
      expect(first!.document.coverage).toBe(1)
      // of the documents' tokens only the third's are evaluated
      const evaluated = first!.timings.evaluatedTokens
      expect(evaluated).toBeGreaterThan(third.to - third.from)
      expect(evaluated).toBeLessThan(third.to - third.from + weighedAndRead)
      expect(readdirSync(join(folder, SOURCES[0]!.file))).toEqual(alone)
    })
    expect(readdirSync(join(folder, SOURCES[2]!.file))).toHaveLength(1)
    // nothing is kept twice
    expect(() => readdirSync(join(folder, 'all'))).toThrow()
  })

  it('has one ranking, names the looked-through parts, and its excerpts are sentences of its documents', () =>
    inSession(all, { store: store(), storeOf }, async (session) => {
      const [result] = await session.run([ASK], { maxTokens: 8 })
      const { generations, excerpts, nearest, document } = result!
      expect(generations.map(({ kind }) => kind)).toEqual([...session.parts.map(() => 'look'), 'excerpts'])
      expect(generations[session.parts.length - 1]!.title).toBe('first look at minutes 2026.txt, pages 1-1')
      const scores = nearest!.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
      for (const { page, text } of excerpts!) {
        const { file, page: own } = placeIn(document, page)
        const source = SOURCES.find((one) => one.file === file)!
        expect([own, oneLine(source.text).includes(text)]).toEqual([1, true])
      }
      const [found] = await session.find([ASK.question])
      expect(new Set(found!.map(({ page }) => placeIn(all, page).file)).size).toBe(3)
      expect(found!.length).toBe(session.info.sentences)
    }))
})
