import type { Generation } from '../../../electron/shared/ipc/answer_data'
import type { Row } from './row'

/** Where the positions of a generation's trace are: in the template, the text that was read, the question, the answer. */

export type Region = 'template' | 'text' | 'question' | 'answer'

export const REGIONS: readonly Region[] = ['text', 'template', 'question', 'answer']

type Layout = Pick<Generation, 'textStart' | 'textEnd' | 'promptLength'>

/** Tokens that an answer token's query sees in each region; they add up to `visibleTokens`. */
export function regionSizes({ textStart, textEnd, promptLength }: Layout, token: number): Record<Region, number> {
  return { template: textStart, text: textEnd - textStart, question: promptLength - textEnd, answer: token }
}

/** How many of a row's tokens are in each region; they add up to all that entered. */
export const enteredByRegion = ({
  positions,
  outside,
}: Pick<Row, 'positions' | 'outside'>): Record<Region, number> => ({
  ...outside,
  text: positions.length - outside.template - outside.question - outside.answer,
})

/** How many tokens an answer token's query sees: those before the token, which it predicts. */
export const visibleTokens = ({ promptLength }: Layout, token: number): number => promptLength + token

/** How many of them enter attention, on every layer. */
export const enteredTokens = (generation: Layout & Pick<Generation, 'topK'>, token: number): number =>
  Math.min(generation.topK, visibleTokens(generation, token))

/** True where nothing had to be left out. */
export const allEntered = (generation: Layout & Pick<Generation, 'topK'>, token: number): boolean =>
  visibleTokens(generation, token) <= generation.topK
