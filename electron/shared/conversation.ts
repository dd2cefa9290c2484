import type { Turn } from './ipc/answer_data'

/** What a turn holds where the document didn't seem to say what was asked. */
const NOT_SAID = 'The document does not say.'

/** So many are kept; far fewer of them fit (electron/summarize/conversation.ts). */
const MOST_TURNS = 64

/** The conversation with one turn more. `found`: as of AnswerResult. */
export function withTurn(
  history: readonly Turn[],
  { question, answer, found }: { question: string; answer: string; found?: boolean },
): Turn[] {
  return [...history, { question, answer: found === false ? NOT_SAID : answer.trim() }].slice(-MOST_TURNS)
}
