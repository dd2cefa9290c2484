import type { Passage } from '../ipc/answer_data'
import { counted } from './numbers'

/**
 * What two looks did, in a sentence: "Looked through 12,400 tokens, read 4 excerpts on 2 pages again, and answered from
 * them." `tokens`: of the document; 0 where the excerpts were chosen by hand.
 */
export function looksSentence(excerpts: readonly Pick<Passage, 'page'>[], tokens: number): string {
  const pages = new Set(excerpts.map(({ page }) => page)).size
  const read = `read ${counted(excerpts.length, 'excerpt')} on ${counted(pages, 'page')}`
  return tokens > 0
    ? `Looked through ${counted(tokens, 'token')}, ${read} again, and answered from ${excerpts.length === 1 ? 'it' : 'them'}.`
    : `Answered from what you chose: ${read}.`
}
