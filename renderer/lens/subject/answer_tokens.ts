import type { AnswerSentence, Generation } from '../../../electron/shared/ipc/answer_data'
import type { TokenSpan } from '../../state/lens'

/** The answer's tokens, its sentences and the words around a token. */

/** The text of a generation and where each of its tokens begins in it. */
export type GeneratedText = Pick<Generation, 'answer' | 'tokenStarts'>

export function tokenText({ answer, tokenStarts }: GeneratedText, token: number): string {
  return answer.text.slice(tokenStarts[token] ?? answer.text.length, tokenStarts[token + 1] ?? answer.text.length)
}

export const spanText = ({ answer, tokenStarts }: GeneratedText, { from, to }: TokenSpan): string =>
  answer.text.slice(tokenStarts[from] ?? 0, tokenStarts[to] ?? answer.text.length)

/** A token as a person would name it: without the space before it. */
export function tokenName(generated: GeneratedText, token: number): string {
  const text = tokenText(generated, token)
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
export function firstVisible(generated: GeneratedText, { from, to }: TokenSpan): number {
  for (let token = from; token < to; token++) if (tokenText(generated, token).trim()) return token
  return from
}

/** What stands before and after a token, a few words each, cut at spaces. */
export function around(generated: GeneratedText, token: number, characters = 48): { before: string; after: string } {
  const { text } = generated.answer
  const start = generated.tokenStarts[token] ?? text.length
  const end = generated.tokenStarts[token + 1] ?? text.length
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
export function firstSpan({ answer, tokenStarts }: GeneratedText): TokenSpan {
  const first = answer.sentences[0]
  return first ? { from: first.from, to: first.to } : { from: 0, to: Math.min(1, tokenStarts.length - 1) }
}
