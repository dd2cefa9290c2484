import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { tokenText } from '../subject/answer_tokens'

export interface UsedBy {
  token: number
  count: number
}

/** Answer tokens that selected a sentence, most often first; tokens of white space are not worth naming. */
export function mostUsedBy(
  count: Uint32Array,
  generation: Pick<Generation, 'answer' | 'tokenStarts'>,
  most = 12,
): UsedBy[] {
  return Array.from(count, (times, token) => ({ token, count: times }))
    .filter(({ token, count: times }) => times > 0 && tokenText(generation, token).trim() !== '')
    .sort((a, b) => b.count - a.count || a.token - b.token)
    .slice(0, most)
}

/** For how many answer tokens it entered attention at all. */
export const usedTokens = (count: Uint32Array): number => count.reduce((n, times) => n + (times > 0 ? 1 : 0), 0)
