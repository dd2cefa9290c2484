import type { AnswerResult } from '../ipc/answer_data'
import { counted } from './numbers'

/**
 * What two looks did, in a sentence: "Looked through 12,400 tokens, read 4 excerpts on 2 pages again, and answered from
 * them." Empty of an answer in one look.
 */
export function looksSentence({
  excerpts,
  generations,
  document,
}: Pick<AnswerResult, 'excerpts' | 'generations' | 'document'>): string {
  if (!excerpts) return ''
  const pages = new Set(excerpts.map(({ page }) => page)).size
  const read = `read ${counted(excerpts.length, 'excerpt')} on ${counted(pages, 'page')}`
  // excerpts that were chosen by hand come without a first look
  return generations.length > 1
    ? `Looked through ${counted(document.tokens, 'token')}, ${read} again, and answered from ${excerpts.length === 1 ? 'it' : 'them'}.`
    : `Answered from what you chose: ${read}.`
}
