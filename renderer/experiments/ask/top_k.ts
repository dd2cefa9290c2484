import { count } from '../../../electron/shared/shown/numbers'

/** Values of top-k on a slider: two in each doubling, from 16 to all. */

const LEAST = 16

/** `all`: so many positions that every one enters. */
export function topKSteps(all: number): number[] {
  const steps: number[] = []
  for (let power = LEAST; power < all; power *= 2) steps.push(...[power, power * 1.5].filter((k) => k < all))
  return [...steps, all]
}

/** The step nearest to a value, on the slider's scale of doublings. */
export function nearestStep(steps: readonly number[], topK: number): number {
  const far = (step: number) => Math.abs(Math.log2(step) - Math.log2(Math.max(1, topK)))
  return steps.reduce((best, step, i) => (far(step) < far(steps[best]!) ? i : best), 0)
}

/** Longest answer of an experiment, with some room. */
const ANSWER = 1024

/** With this top-k nothing is left out: text, question and answer fit. */
export const allOf = ({ promptLength }: { promptLength: number }): number => promptLength + ANSWER

export const topKName = (topK: number, all: number): string => (topK >= all ? 'all' : count(topK))
