import type { Answer, AnswerResult, Thinking } from '../ipc/answer_data'
import { counted } from './numbers'

/** What stands over a model's thinking where it is folded. */
export const thinkingTitle = ({ tokens }: Pick<Thinking, 'tokens'>): string => `Thinking, ${counted(tokens, 'token')}`

/** Why there is no answer, if its model came to no end of thinking; undefined of any other, and of one that was stopped. */
export function unansweredWords({ thinking, stopped }: Pick<Answer, 'thinking' | 'stopped'>): string | undefined {
  if (!thinking || thinking.isClosed || stopped === 'cancelled') return undefined
  return stopped === 'length'
    ? 'The model was still thinking when it had written as much as it may, so there is no answer.'
    : 'The model ended while it was still thinking, so there is no answer.'
}

/** The same of a result. */
export function unansweredIn(result: Pick<AnswerResult, 'generations' | 'main'> | undefined): string | undefined {
  const answer = result?.generations[result.main]?.answer
  return answer && unansweredWords(answer)
}
