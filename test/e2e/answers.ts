import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { ask, until } from './page'

/** Answers about the document that was opened last, oldest first. */
export async function answersOf(page: Page): Promise<AnswerEntry[]> {
  const [entry] = await ask(page, 'library.list')
  return entry ? ask(page, 'answers.list', { document: entry.id }) : []
}

/** Waits until the answer at a place in the list is so. */
export const answerThat = (page: Page, what: string, at: number, is: (answer: AnswerEntry) => boolean) =>
  until(what, async () => {
    const answer = (await answersOf(page))[at]
    return answer && is(answer) ? answer : undefined
  })

export const isAtWork = ({ state }: AnswerEntry) => ['queued', 'reading', 'answering'].includes(state)

/** Waits for the end of an answer, however it ends. */
export const ended = (page: Page, at: number) => answerThat(page, 'the end of an answer', at, (one) => !isAtWork(one))

/** Tokens of a sentence of the documents here, on average of those that are weighed. */
const SENTENCE = 40

/** The request evaluated its question's tokens and its answer's, and none of the document's but excerpts and what was weighed. */
export function expectOwnTokensOnly({ result }: AnswerEntry): void {
  const { generations, main, timings } = result!
  const { kind, textEnd, promptLength, answer } = generations[main]!
  const looked = generations.reduce((sum, one) => sum + (one.kind === 'look' ? one.answer.tokens : 0), 0)
  const asked = looked + (kind === 'excerpts' ? promptLength : promptLength - textEnd)
  const weighed = looked > 0 ? 17 * (looked + SENTENCE) : 0
  expect(timings!.evaluatedTokens).toBeLessThanOrEqual(asked + answer.tokens + weighed)
  expect(timings!.evaluatedTokens).toBeGreaterThan(promptLength - textEnd)
}
