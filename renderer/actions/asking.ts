import type { AnswerEntry, AnswerRequest, Review } from '../../electron/shared/ipc/answer_data'
import type { ExportKind } from '../../electron/shared/ipc/export_data'
import { ask } from '../ipc/client'
import { announce } from '../state/announcements'
import { attempt, useApp } from '../state/app'
import { useDocument } from '../state/document'
import { conversationOf, useFollowUp } from '../state/follow_up'
import { showAnswers } from './panes'

/** Asks something about the open document; the answer comes as events, under the id that is returned. */
export async function request(asked: AnswerRequest, seed?: number): Promise<string | undefined> {
  const document = useDocument.getState().entry?.id
  if (!document) return undefined
  showAnswers()
  return attempt(() => ask('answers.ask', { document, request: asked, seed }))
}

/** A question as it is asked here: in two looks, unless the user wants the whole document to be asked at once. */
export function questionOf(question: string): Extract<AnswerRequest, { kind: 'question' }> {
  const isOneLook = useApp.getState().settings?.twoLooks === false
  return { kind: 'question', question, ...thinking(), ...(isOneLook && { looks: 1 }) }
}

/** `after`: the answer that it follows up on. The next question then follows up on this one. */
export async function askQuestion(question: string, after?: AnswerEntry): Promise<void> {
  const history = after && { history: conversationOf(after) }
  const id = await request({ ...questionOf(question), ...history })
  if (after && id !== undefined) useFollowUp.getState().set(id)
}

export async function summarize(wanted: { sentences?: number; focus?: string }): Promise<void> {
  await request(summaryOf(wanted))
}

export function summaryOf({ sentences, focus }: { sentences?: number; focus?: string }): AnswerRequest {
  const usual = useApp.getState().settings?.summarySentences
  return { kind: 'summary', ...thinking(), sentences: sentences ?? usual, focus: focus?.trim() || undefined }
}

/** As the model in use is set. */
const thinking = () => (useApp.getState().status?.model.thinks ? ({ think: true } as const) : {})

/** The same request once more, sampled with another seed; both answers are kept. */
export const askAgain = (answer: AnswerEntry) => request(answer.request, Math.floor(Math.random() * 2 ** 31))

/** Stops an answer or an export, by its id. */
export const cancelJob = (job: string) => attempt(() => ask('job.cancel', { job }))
export const removeAnswer = (answer: string) => attempt(() => ask('answers.remove', { answer }))

/** Ticks a sentence of an answer, or notes something on it; the answer comes back as an event. */
export const reviewSentence = (answer: string, review: Omit<Review, 'at'>) =>
  attempt(() => ask('answers.review', { answer, ...review }))

/** As Markdown with page references. */
export const copyAnswer = (answer: string) =>
  attempt(async () => {
    await ask('app.copy', { text: await ask('answers.markdown', { answer }) })
    announce('The answer is copied as Markdown.')
  })

const EXPORTED: Record<ExportKind, string> = {
  report: 'The answer is saved as a web page.',
  markdown: 'The answer is saved as Markdown.',
  'trace-lines': 'The trace is saved as JSON lines.',
  trace: 'The trace is saved.',
  analysis: 'The analysis is saved.',
}

export const exportAnswer = (answer: string, kind: ExportKind) =>
  attempt(async () => {
    if (await ask('answers.export', { answer, kind })) announce(EXPORTED[kind])
  })
