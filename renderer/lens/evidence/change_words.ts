import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { factor, score } from '../../../electron/shared/shown/numbers'
import type { TokenSpan } from '../../state/lens'
import { tokenName } from '../subject/answer_tokens'

/** A change in log-probability, in nats, in plain words. */

/** Smaller changes say nothing. */
const ALIKE = 0.1
const MOST = 1000

export function changeOver(changes: ArrayLike<number>, { from, to }: TokenSpan): number {
  let sum = 0
  for (let token = from; token < Math.min(to, changes.length); token++) sum += changes[token]!
  return sum
}

/** "12 times less likely" */
export function likelihoodWords(change: number): string {
  if (Math.abs(change) < ALIKE) return 'about as likely as before'
  const times = Math.exp(Math.abs(change))
  const more = change > 0 ? 'more likely' : 'less likely'
  return times > MOST ? `more than ${factor(MOST)} times ${more}` : `${factor(times)} times ${more}`
}

/** "−2.3", "+0.1" */
export const changeText = (change: number): string => `${change >= 0.05 ? '+' : ''}${score(change, 1)}`

/** The token of the span that suffers most. */
export function hardestHit(changes: ArrayLike<number>, { from, to }: TokenSpan): number | undefined {
  let worst: number | undefined
  for (let token = from; token < Math.min(to, changes.length); token++) {
    if (changes[token]! < -ALIKE && (worst === undefined || changes[token]! < changes[worst]!)) worst = token
  }
  return worst
}

/** "“Marta” (−4.2)"; undefined if no token has become less likely. */
export function hardestWords(
  changes: ArrayLike<number>,
  span: TokenSpan,
  told: Pick<Generation, 'answer' | 'tokenStarts'>,
): string | undefined {
  const worst = hardestHit(changes, span)
  return worst === undefined ? undefined : `“${tokenName(told, worst)}” (${changeText(changes[worst]!)})`
}

/** -1..1: how strongly a change is shaded; full at 4 nats, a factor of 55. */
export const shadeOf = (change: number): number => Math.max(-1, Math.min(1, change / 4))
