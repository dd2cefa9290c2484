import type { AnswerResult, AnswerSentence, Lean } from '../ipc/answer_data'
import { counted } from './numbers'

/**
 * What an answer follows up on: "Follows up on questions 3 to 5; the first 2 questions no longer fitted." Empty of one that
 * follows up on nothing.
 */
export function followsSentence({
  forgotten,
  generations,
  main,
}: Pick<AnswerResult, 'forgotten' | 'generations' | 'main'>): string {
  if (forgotten === undefined) return ''
  const turns = (generations[main]?.turns ?? []).map(({ turn }) => turn)
  const left = forgotten === 0 ? '' : `the first ${counted(forgotten, 'question')} no longer fitted`
  if (turns.length === 0) return left === '' ? '' : `Follows up on nothing: ${left}.`
  const named = turns.length === 1 ? `question ${turns[0]}` : `questions ${turns[0]} to ${turns.at(-1)}`
  return `Follows up on ${named}${left && `; ${left}`}.`
}

/** Earlier turns that a sentence came from more than from any sentence of the document. */
export const leadingTurns = ({ leans = [], evidence }: Pick<AnswerSentence, 'leans' | 'evidence'>): Lean[] =>
  leans.filter(({ score }) => score > (evidence[0]?.score ?? 0))
