import { create } from 'zustand'
import { withTurn } from '../../electron/shared/conversation'
import type { AnswerEntry, Turn } from '../../electron/shared/ipc/answer_data'

/** The answer that the next question follows up on. */
export interface FollowUpState {
  /** Its id. */
  answer?: string
  set(answer: string | undefined): void
}

export const useFollowUp = create<FollowUpState>()((set) => ({
  answer: undefined,
  set: (answer) => set({ answer }),
}))

/** The conversation up to an answer, with what it follows up on itself. */
export function conversationOf({ request, text, result }: AnswerEntry): Turn[] {
  if (request.kind === 'summary') return withTurn([], { question: SUMMARY, answer: text })
  return withTurn(request.history ?? [], { question: request.question, answer: text, found: result?.found })
}

/** What a summary was asked for, as a question. */
const SUMMARY = 'What is this document about?'
