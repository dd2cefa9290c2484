import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readText } from '../../electron/documents/text/text'
import { type OpenModel, openModel } from '../../electron/engine/model'
import { oneLine } from '../../electron/shared/document/one_line'
import type { AnswerRequest } from '../../electron/shared/ipc/answer_data'
import { ReadingSession } from '../../electron/summarize/session'
import type { RequestOptions, RequestResult } from '../../electron/summarize/types'
import { TINY_MODEL } from '../fixtures/models/broken'

/** The first look finds excerpts by what the question's words select; the second answers from these alone. */

const paragraph = (i: number) =>
  `Section ${i} of the report. The board met on day ${i * 7} and spent ${i * i + 3} crowns on rope. Nobody objected to number ${i}.`
const report = (paragraphs: number) =>
  readText(Array.from({ length: paragraphs }, (_, i) => paragraph(i)).join('\n\n'), 'report.txt')
const question = 'What was spent on day 49?'
const ask = { kind: 'question', question } as const

let model: OpenModel
beforeAll(async () => {
  model = await openModel({ path: TINY_MODEL })
})
afterAll(() => model.native.close())

async function inSession<T>(
  { paragraphs, contextLength }: { paragraphs: number; contextLength?: number },
  use: (session: ReadingSession) => Promise<T>,
): Promise<T> {
  const session = await ReadingSession.open(model, report(paragraphs), { threads: 1, contextLength })
  try {
    return await use(session)
  } finally {
    await session.close()
  }
}

const answered = async (session: ReadingSession, request: AnswerRequest, options: RequestOptions = {}) =>
  (await session.run([request], { maxTokens: 12, ...options }))[0]!

/** Every excerpt is one of the document's sentences, and stands in the second look's text where `pieces` say. */
function expectExcerptsOf(session: ReadingSession, { excerpts, generations, main, traced }: RequestResult): void {
  const { document } = session
  const second = generations[main]!
  expect(second.kind).toBe('excerpts')
  expect(second.units).toEqual(excerpts!.map(({ sentence }) => sentence))
  for (const { sentence, text } of excerpts!) {
    const { start, end } = document.sentences[sentence]!
    expect(text).toBe(oneLine(document.document.text.slice(start, end)))
  }
  const ids = traced[0]!.tokens.map(({ id }) => id)
  for (const { from, to, at } of second.pieces!) {
    expect(ids.slice(at, at + to - from)).toEqual([...document.tokens.ids.subarray(from, to)])
  }
}

describe('a question', () => {
  it('about the document as a whole is answered from what tells most of it, and has an answer', () =>
    inSession({ paragraphs: 60, contextLength: 1536 }, async (session) => {
      expect(session.parts.length).toBeGreaterThan(1)
      const result = await answered(session, { kind: 'question', question: 'What is this report about?' })
      expectExcerptsOf(session, result)
      expect(result.found).toBe(true)
      expect(result.excerpts).toHaveLength(5)
      expect(result.nearest!.every(({ explains }) => explains === undefined)).toBe(true)
      const [best] = result.nearest!
      expect(result.excerpts!.map(({ sentence }) => sentence)).toContain(best!.sentence)
    }))

  it('is answered from excerpts, and both looks are traced', () =>
    inSession({ paragraphs: 12 }, async (session) => {
      const result = await answered(session, ask)
      expectExcerptsOf(session, result)
      const [look, second] = result.generations
      expect(look).toMatchObject({ kind: 'look', answer: { text: question } })
      expect(look!.units.length).toBe(session.info.sentences)
      expect(look!.tokenStarts.length).toBe(look!.answer.tokens + 1)
      // the words of the question, none of those before it
      const { from, to } = look!.answer.sentences[0]!
      expect(from).toBeGreaterThan(0)
      expect(question.slice(look!.tokenStarts[from], look!.tokenStarts[to])).toBe(question)
      for (const { trace, tokens } of result.traced) {
        expect(tokens.length).toBe(trace.info.promptLength + trace.info.tokens)
      }
      // a row is the question token's own
      expect(result.traced[1]!.trace.row(0, 0).position).toBe(look!.textEnd)
      expect(second!.textEnd - second!.textStart).toBeLessThan(session.info.tokens)
      expect(result.nearest!.length).toBe(8)
      expect(typeof result.found).toBe('boolean')
      for (const { evidence } of result.answer.sentences) {
        for (const { sentence } of evidence) expect(second!.units).toContain(sentence)
      }
    }))

  it('asked again reads nothing of the document again, and finds the same', () =>
    inSession({ paragraphs: 24 }, async (session) => {
      const first = await answered(session, ask)
      const again = await answered(session, ask)
      expect(first.timings.evaluatedTokens).toBeGreaterThan(session.info.tokens)
      expect(again.timings.evaluatedTokens).toBeLessThan(session.info.tokens)
      expect(again.excerpts).toEqual(first.excerpts)
      expect(again.answer.text).toBe(first.answer.text)
    }))

  it('asked of a long document has one answer, and one ranking over all parts', () =>
    inSession({ paragraphs: 60, contextLength: 1536 }, async (session) => {
      const result = await answered(session, ask)
      const parts = session.parts.length
      expect(parts).toBeGreaterThan(2)
      expect(result.generations.map(({ kind }) => kind)).toEqual([...Array(parts).fill('look'), 'excerpts'])
      expect(result.others).toEqual([])
      expect(result.document.coverage).toBe(1)
      expectExcerptsOf(session, result)
      const scores = result.nearest!.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
    }))

  it('is answered from excerpts that somebody chose, and nothing else is read', () =>
    inSession({ paragraphs: 12 }, async (session) => {
      const result = await answered(session, { ...ask, excerpts: [4, 22] })
      expect(result.excerpts!.map(({ sentence }) => sentence)).toEqual([4, 22])
      expectExcerptsOf(session, result)
      expect(result.generations.length).toBe(1)
      expect(result.timings.evaluatedTokens).toBeLessThan(session.info.tokens)
    }))

  it('stopped before the second look has no answer; the next one goes on', () =>
    inSession({ paragraphs: 24 }, async (session) => {
      const stop = new AbortController()
      const onProgress: RequestOptions['onProgress'] = ({ stage }) => stage === 'look' && stop.abort()
      const stopped = answered(session, ask, { keepCancelled: true, signal: stop.signal, onProgress })
      await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
      const result = await answered(session, ask)
      expect(result.timings.evaluatedTokens).toBeLessThan(session.info.tokens)
    }))
})

describe('a follow-up', () => {
  const history = [
    { question: 'When did the board meet?', answer: 'It met on day 49.' },
    { question: 'Who objected?', answer: 'Nobody objected to number 7.' },
  ]

  it('is read after the turns before it, which are sources of their own', () =>
    inSession({ paragraphs: 12 }, async (session) => {
      const plain = await answered(session, ask)
      const result = await answered(session, { ...ask, history })
      expectExcerptsOf(session, result)
      expect(result.forgotten).toBe(0)
      const [look, second] = result.generations
      const texts = ['When did the board meet? It met on day 49.', 'Who objected? Nobody objected to number 7.']
      expect(second!.turns).toEqual(texts.map((text, i) => ({ turn: i + 1, text })))
      const { trace, tokens } = result.traced[0]!
      expect(trace.info.sentences.length).toBe(2 * (second!.units.length + 2))
      const [from, to] = trace.info.sentences.slice(2, 4)
      expect(
        tokens
          .slice(from, to)
          .map(({ text }) => text)
          .join(''),
      ).toBe('\n\nQuestion: Who objected?\nAnswer: Nobody objected to number 7.')
      // those before it come between text and question at the first look, too
      const more = look!.promptLength - plain.generations[0]!.promptLength
      expect(more).toBe(to! - trace.info.sentences[0]!)
      expect(result.traced[1]!.trace.row(0, 0).position).toBe(look!.promptLength - 1)
      expect(look!.otherTokens!.length).toBe(look!.textStart + more + look!.answer.tokens + 1)
      for (const { leans, evidence } of result.answer.sentences) {
        for (const { turn, text, count } of leans!) {
          expect(text).toBe(texts[turn - 1])
          expect(count).toBeGreaterThan(0)
        }
        for (const { sentence } of evidence) expect(second!.units).toContain(sentence)
      }
      expect(result.answer.sentences.some(({ leans }) => leans!.length > 0)).toBe(true)
    }))

  it('leaves out the earliest turns where they no longer fit, and says so', () =>
    inSession({ paragraphs: 12 }, async (session) => {
      const long = { question: 'Who objected?', answer: 'Nobody objected to number 7. '.repeat(8) }
      const result = await answered(session, { ...ask, history: [...history, long, long, long] })
      const turns = result.generations[result.main]!.turns!.map(({ turn }) => turn)
      expect(turns.at(-1)).toBe(5)
      expect(result.forgotten).toBe(5 - turns.length)
      expect(result.forgotten).toBeGreaterThan(0)
    }))

  it('asked in one look has the conversation before its question', () =>
    inSession({ paragraphs: 12 }, async (session) => {
      const result = await answered(session, { ...ask, looks: 1, history })
      const { promptLength, textEnd } = result.generations[0]!
      const { tokens } = result.traced[0]!
      const before = tokens
        .slice(textEnd, promptLength)
        .map(({ text }) => text)
        .join('')
      expect(before).toContain(`Nobody objected to number 7.\n\nQuestion: ${question}`)
    }))
})

describe('finding', () => {
  it('ranks every sentence of all parts for each question', () =>
    inSession({ paragraphs: 60, contextLength: 1536 }, async (session) => {
      const [one, other] = await session.find([question, 'Who objected?'])
      for (const found of [one!, other!]) {
        expect(found.length).toBe(session.document.sentences.filter(({ kind }) => kind !== 'heading').length)
        expect(new Set(found.map(({ sentence }) => sentence)).size).toBe(found.length)
      }
      const result = await answered(session, ask)
      expect(result.nearest).toEqual(one!.slice(0, 8))
    }))
})

describe('a summary', () => {
  it('comes with key passages, word for word', () =>
    inSession({ paragraphs: 12 }, async (session) => {
      const result = await answered(session, { kind: 'summary' })
      expect(result.keyPassages!.length).toBe(5)
      const text = oneLine(session.document.document.text)
      for (const passage of result.keyPassages!) expect(text).toContain(passage.text)
      const order = result.keyPassages!.map(({ sentence }) => sentence)
      expect(order).toEqual([...order].sort((a, b) => a - b))
      expect(result.answer.sentences.every(({ unfound }) => Array.isArray(unfound))).toBe(true)
    }))
})
