import type { AnswerEntry } from '../../../electron/shared/ipc/answer_data'
import { useAnswers } from '../../state/answers'
import { runOf, useRuns } from '../../state/runs'

/** What the lens looks at: an answer, or an experiment's run. */

/** The answer that questions about the document are answered by when none was chosen. */
export const newestComplete = (answers: readonly AnswerEntry[]): AnswerEntry | undefined =>
  answers.filter(({ result }) => result).at(-1)

export function useLookedAt(id: string | undefined): AnswerEntry | undefined {
  const run = useRuns(({ runs }) => runOf(runs, id)?.entry)
  const answer = useAnswers(({ answers }) => (id ? answers.find((one) => one.id === id) : newestComplete(answers)))
  return run ?? answer
}

export const lookedAt = (id: string | undefined): AnswerEntry | undefined =>
  runOf(useRuns.getState().runs, id)?.entry ?? useAnswers.getState().answers.find((answer) => answer.id === id)
