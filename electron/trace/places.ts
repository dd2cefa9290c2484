import type { TraceInfo } from '../engine/native_trace'
import type { TraceMeta } from './meta'

/** Where positions that aren't in the text that was read are counted, so that numbers add up. */
export interface Outside {
  template: number
  question: number
  answer: number
}

/** Positions of a trace: template and instruction, [textStart, textEnd) the text, the question, [promptLength, …) the answer. */
export interface Places {
  textStart: number
  textEnd: number
  promptLength: number
}

/** Later than any position (native/addon/trace/row_codec.h). */
const BEYOND = 2 ** 24

export const placesOf = (info: TraceInfo, { textStart, textEnd }: TraceMeta): Places => ({
  textStart,
  textEnd,
  promptLength: info.promptLength,
})

/**
 * Segments to ask a trace's totals for: template, question and answer around the text's own. `inside` are pairs within
 * the text; positions between them fall to the totals' last value, and to nothing else.
 */
export function withOutside({ textStart, textEnd, promptLength }: Places, inside: Int32Array): Int32Array {
  return Int32Array.from([0, textStart, ...inside, textEnd, promptLength, promptLength, BEYOND])
}

/** Takes totals of `withOutside`'s segments apart. */
export function apart(count: Uint32Array): { inside: Uint32Array; outside: Outside; unsorted: number } {
  const [question, answer, unsorted] = count.subarray(-3)
  return {
    inside: count.subarray(1, -3),
    outside: { template: count[0]!, question: question!, answer: answer! },
    unsorted: unsorted!,
  }
}

/** Tokens [from, to) of the text in `bins` pieces of about the same length. */
export function binsOf({ textStart }: Places, bins: number, { from, to }: { from: number; to: number }): Int32Array {
  const edge = (bin: number) => textStart + from + Math.floor(((to - from) * bin) / bins)
  return Int32Array.from({ length: 2 * bins }, (_, i) => edge((i + 1) >> 1))
}

/** How many of a row's positions are outside of the text, and where. */
export function outsideOf(positions: Int32Array, { textStart, textEnd, promptLength }: Places): Outside {
  const outside = { template: 0, question: 0, answer: 0 }
  for (const position of positions) {
    if (position < textStart) outside.template++
    else if (position >= promptLength) outside.answer++
    else if (position >= textEnd) outside.question++
  }
  return outside
}
