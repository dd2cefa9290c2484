import { oneLine } from '../../../electron/shared/document/one_line'
import { count, counted } from '../../../electron/shared/shown/numbers'

/** What was changed, and what came of it, in words. */

export interface Changed {
  /** Undefined: as before. */
  topK?: string
  exclude: number
  force: number
}

/** "Top-k 64, 2 sentences left out" */
export function changedWords({ topK, exclude, force }: Changed): string {
  const parts = [
    topK && `top-k ${topK}`,
    exclude > 0 && `${counted(exclude, 'sentence')} left out`,
    force > 0 && `${counted(force, 'sentence')} forced in`,
  ].filter(Boolean)
  const text = parts.join(', ') || 'nothing changed'
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const PROMPT_WORDS = 48

/** "“The capital of France is”, top-k 64" */
export function promptWords(prompt: string, topK?: string): string {
  const line = oneLine(prompt)
  const short = line.length > PROMPT_WORDS ? `${line.slice(0, PROMPT_WORDS).trimEnd()}…` : line
  return `“${short}”${topK ? `, top-k ${topK}` : ''}`
}

/** How much two texts begin with in common, cut where a word ends. */
export function commonStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  if (at === one.length && at === other.length) return at
  const isInWord = (text: string) => at > 0 && /\S/.test(text[at - 1]!) && at < text.length && /\S/.test(text[at]!)
  while (isInWord(one) || isInWord(other)) at--
  return at
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return values.length > 0 ? sum / values.length : 0
}

export function highest(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

/** How far next-token distributions are apart, for people. */
export function klWords(kl: number): string {
  if (kl < 0.001) return 'the same'
  if (kl < 0.05) return 'nearly the same'
  if (kl < 0.5) return 'somewhat different'
  return 'very different'
}

/** "30 layers" */
export const layersWords = (layers: number): string => `${counted(layers, 'layer')}, 0–${count(layers - 1)}`
