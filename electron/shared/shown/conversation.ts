import type { AnswerResult, AnswerSentence, Lean } from '../ipc/answer_data'
import { counted } from './numbers'

/**
 * What an answer follows up on: "Follows up on questions 3 to 5; the first 2 questions no longer fitted." Empty of one that
 * follows up on nothing.
 */
export function followsSentence({
  forgotten,
  follows,
  generations,
  main,
}: Pick<AnswerResult, 'forgotten' | 'follows' | 'generations' | 'main'>): string {
  if (forgotten === undefined) return ''
  const turns = followedTurns({ follows, generations, main })
  const first = forgotten === 1 ? 'the first question' : `the first ${counted(forgotten, 'question')}`
  const left = forgotten === 0 ? '' : `${first} no longer fitted`
  if (turns.length === 0) return left === '' ? '' : `Follows up on nothing: ${left}.`
  const named = turns.length === 1 ? `question ${turns[0]}` : `questions ${turns[0]} to ${turns.at(-1)}`
  return `Follows up on ${named}${left && `; ${left}`}.`
}

/** Which turns were read with the question; older answers name only those that stood before excerpts. */
export const followedTurns = ({
  follows,
  generations,
  main,
}: Pick<AnswerResult, 'follows' | 'generations' | 'main'>): number[] =>
  follows ?? (generations[main]?.turns ?? []).map(({ turn }) => turn)

/** Earlier turns that a sentence came from more than from any sentence of the document. */
export const leadingTurns = ({ leans = [], evidence }: Pick<AnswerSentence, 'leans' | 'evidence'>): Lean[] =>
  leans.filter(({ score }) => score > (evidence[0]?.score ?? 0))
