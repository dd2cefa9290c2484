import type { AnswerEntry, AnswerRequest } from '../../electron/shared/ipc/answer_data'

/** One request with all that was answered to it: asking again keeps both. */
export interface AnswerGroup {
  key: string
  request: AnswerRequest
  /** Oldest first; at least one. */
  answers: AnswerEntry[]
}

/** The same requests together, where the newest of each stands. */
export function groupsOf(answers: readonly AnswerEntry[]): AnswerGroup[] {
  const groups = new Map<string, AnswerGroup>()
  for (const answer of answers) {
    const key = keyOf(answer.request)
    const earlier = groups.get(key)?.answers ?? []
    groups.delete(key) // to the end
    groups.set(key, { key, request: answer.request, answers: [...earlier, answer] })
  }
  return [...groups.values()]
}

const keyOf = (request: AnswerRequest): string =>
  request.kind === 'question'
    ? `question ${[...(request.history ?? []), request].map(({ question }) => question.trim()).join('\n')}`
    : `summary ${request.sentences ?? ''} ${request.focus?.trim() ?? ''}`
