import { useEffect } from 'react'
import { align } from '../../electron/documents/alignment'
import type { AnswerEntry } from '../../electron/ipc/answer_data'
import { ask } from '../ipc/client'
import { useAnswers } from '../state/answers'
import { useDocument } from '../state/document'

/** Which tokens stand where in the document: made once per model, in idle time, for the lens and for whoever draws. */

/** Document and model that the alignment in the store, or under way, is for: models cut text differently. */
let aligned: { key: string; work: Promise<void> } | undefined

export function ensureAlignment(answer: AnswerEntry): Promise<void> {
  const { entry, source, alignment } = useDocument.getState()
  if (!answer.result || !source || entry?.id !== answer.document) return Promise.resolve()
  const key = `${entry.id} ${answer.result.model.sha256}`
  if (aligned?.key === key && (alignment?.document === source || isPending)) return aligned.work
  aligned = { key, work: alignNow(answer.id, key) }
  return aligned.work
}

let isPending = false

async function alignNow(answer: string, key: string): Promise<void> {
  isPending = true
  try {
    const tokens = await ask('lens.tokens', { answer })
    await idle()
    const { source, setAlignment } = useDocument.getState()
    if (source && aligned?.key === key) setAlignment(align(source, tokens))
  } catch (error) {
    if (aligned?.key === key) aligned = undefined
    throw error
  } finally {
    isPending = false
  }
}

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 300 }))

/** Keeps the open document aligned for an answer. */
export function useAlignmentFor(answer: AnswerEntry | undefined, onProblem: (problem?: string) => void): void {
  const source = useDocument((state) => state.source)
  useEffect(() => {
    if (!answer?.result || !source) return
    onProblem(undefined)
    ensureAlignment(answer).catch((error: Error) => onProblem(error.message))
  }, [answer, source, onProblem])
}

/** The answer that questions about the document are answered by when none was chosen. */
export const newestComplete = (answers: readonly AnswerEntry[]): AnswerEntry | undefined =>
  answers.filter(({ result }) => result).at(-1)

export const useLookedAt = (id: string | undefined): AnswerEntry | undefined =>
  useAnswers(({ answers }) => (id ? answers.find((answer) => answer.id === id) : newestComplete(answers)))
