import type { AnswerRequest } from '../shared/ipc/answer_data'
import { QUESTION } from '../summarize/prompts'

/** Characters that all earlier turns may have together: about as many tokens as where the model is here. */
const ROOM = 1024

/** The latest turns of the conversation that fit, as they stand before a question. */
export function historyText(request: AnswerRequest): { text: string; follows: number[]; forgotten: number } {
  const history = request.kind === 'question' ? (request.history ?? []) : []
  const kept: string[] = []
  let length = 0
  for (let i = history.length - 1; i >= 0; i--) {
    const { question, answer } = history[i]!
    const turn = `${QUESTION} ${question.trim()}\nAnswer: ${answer.trim()}`
    length += turn.length
    if (length > ROOM) break
    kept.unshift(turn)
  }
  const forgotten = history.length - kept.length
  return { text: kept.join(''), follows: kept.map((_, i) => forgotten + i + 1), forgotten }
}
