import { count, counted } from '../../../electron/shared/shown/numbers'
import { type GeneratedText, tokenText } from '../subject/answer_tokens'
import { layersName } from '../subject/layers_name'

export interface UsedBy {
  token: number
  count: number
}

/** Answer tokens that selected a sentence, most often first; tokens of white space are not worth naming. */
export function mostUsedBy(times: Uint32Array, generation: GeneratedText, most = 12): UsedBy[] {
  return Array.from(times, (n, token) => ({ token, count: n }))
    .filter(({ token, count: n }) => n > 0 && tokenText(generation, token).trim() !== '')
    .sort((a, b) => b.count - a.count || a.token - b.token)
    .slice(0, most)
}

/** For how many answer tokens it entered attention at all. */
export const usedTokens = (times: Uint32Array): number => times.reduce((all, n) => all + (n > 0 ? 1 : 0), 0)

/** What a sentence was used for, in plain sentences. */
export function usesWords(times: Uint32Array, used: number, layers: readonly number[], name: string): string[] {
  const all = times.reduce((sum, n) => sum + n, 0)
  return [
    `On ${layersName(layers)}, tokens of this sentence entered attention ${counted(all, 'time')} while the answer was written, for ${count(used)} of its ${counted(times.length, 'token')}; most often for “${name}”.`,
    'To enter attention is to be looked at; it is no proof that the words came from here.',
  ]
}
