import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'

/** Questions that were asked before, oldest first, each once. */
export function questionsOf(answers: readonly Pick<AnswerEntry, 'request'>[]): string[] {
  const asked = answers.flatMap(({ request }) => (request.kind === 'question' ? [request.question] : []))
  return asked.filter((question, i) => asked.lastIndexOf(question) === i)
}

/** Which question is shown after a step; undefined: what was being written. The oldest stays. */
export function stepHistory(count: number, at: number | undefined, by: number): number | undefined {
  if (count === 0) return undefined
  const next = (at ?? count) + by
  return next >= count ? undefined : Math.max(0, next)
}
