import type { AnswerSentence, Generation } from '../../../electron/shared/ipc/answer_data'
import type { TokenSpan } from '../../state/lens'

/** The answer's tokens, its sentences and the words around a token. */

type Told = Pick<Generation, 'answer' | 'tokenStarts'>

export function tokenText({ answer, tokenStarts }: Told, token: number): string {
  return answer.text.slice(tokenStarts[token] ?? answer.text.length, tokenStarts[token + 1] ?? answer.text.length)
}

export const spanText = ({ answer, tokenStarts }: Told, { from, to }: TokenSpan): string =>
  answer.text.slice(tokenStarts[from] ?? 0, tokenStarts[to] ?? answer.text.length)

/** A token as a person would name it: without the space before it. */
export function tokenName(told: Told, token: number): string {
  const text = tokenText(told, token)
  if (text.trim()) return text.trim()
  return text.includes('\n') ? 'line break' : 'space'
}

/** The sentence a token is in; undefined for tokens between sentences. */
export const sentenceAt = (sentences: readonly AnswerSentence[], token: number): AnswerSentence | undefined =>
  sentences.find(({ from, to }) => token >= from && token < to)

/** The sentence that holds a span whole. */
export const sentenceOf = (sentences: readonly AnswerSentence[], { from, to }: TokenSpan): AnswerSentence | undefined =>
  sentences.find((sentence) => from >= sentence.from && to <= sentence.to)

export const isWhole = (sentence: AnswerSentence | undefined, span: TokenSpan): boolean =>
  sentence !== undefined && sentence.from === span.from && sentence.to === span.to

/** The first token of a span that shows something. */
export function firstVisible(told: Told, { from, to }: TokenSpan): number {
  for (let token = from; token < to; token++) if (tokenText(told, token).trim()) return token
  return from
}

/** What stands before and after a token, a few words each, cut at spaces. */
export function around(told: Told, token: number, characters = 48): { before: string; after: string } {
  const { text } = told.answer
  const start = told.tokenStarts[token] ?? text.length
  const end = told.tokenStarts[token + 1] ?? text.length
  const before = inOneLine(text.slice(Math.max(0, start - characters), start))
  const after = inOneLine(text.slice(end, end + characters))
  return {
    before: start > characters ? `…${before.replace(/^\S*\s/, '')}` : before,
    after: end + characters < text.length ? `${after.replace(/\s\S*$/, '')}…` : after,
  }
}

/** Blanks at both ends stay: they tell where words begin. */
const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

/** What to look at first in a text: its first sentence. */
export function firstSpan({ answer, tokenStarts }: Told): TokenSpan {
  const first = answer.sentences[0]
  return first ? { from: first.from, to: first.to } : { from: 0, to: Math.min(1, tokenStarts.length - 1) }
}
