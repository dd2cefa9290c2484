import type { AnswerSentence, Generation } from '../../../electron/shared/ipc/answer_data'
import type { TokenSpan } from '../../state/lens'

/** The answer's tokens, its sentences and the words around a token. */

/** The text of a generation and where each of its tokens begins in it. */
export type GeneratedText = Pick<Generation, 'answer' | 'tokenStarts'>

/** Where a token stands: in the answer, or in what was thought before it. */
function placeOf({ answer, tokenStarts }: GeneratedText, token: number) {
  const { thinking } = answer
  const { text, starts } =
    thinking && token < thinking.tokens
      ? { text: thinking.text, starts: thinking.tokenStarts }
      : { text: answer.text, starts: tokenStarts }
  return { text, start: starts[token] ?? text.length, end: starts[token + 1] ?? text.length }
}

export function tokenText(generated: GeneratedText, token: number): string {
  const { text, start, end } = placeOf(generated, token)
  return text.slice(start, end)
}

/** A span that goes from thinking into the answer is cut at its end. */
export function spanText(generated: GeneratedText, { from, to }: TokenSpan): string {
  const thought = generated.answer.thinking?.tokens ?? 0
  const last = Math.max(from, (from < thought ? Math.min(to, thought) : to) - 1)
  const { text, start } = placeOf(generated, from)
  return text.slice(start, placeOf(generated, last).end)
}

/** All of what was thought before the answer. */
export const thinkingSpan = ({ thinking }: Generation['answer']): TokenSpan | undefined =>
  thinking && { from: 0, to: thinking.tokens }

/** True if a span is all that was thought. */
export const isThinking = ({ thinking }: Generation['answer'], { from, to }: TokenSpan): boolean =>
  thinking !== undefined && from === 0 && to === thinking.tokens

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
  const { text, start, end } = placeOf(generated, token)
  const before = inOneLine(text.slice(Math.max(0, start - characters), start))
  const after = inOneLine(text.slice(end, end + characters))
  return {
    before: start > characters ? `…${before.replace(/^\S*\s/, '')}` : before,
    after: end + characters < text.length ? `${after.replace(/\s\S*$/, '')}…` : after,
  }
}

/** Blanks at both ends stay: they tell where words begin. */
const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

/** What to look at first in a text: its first sentence, or what was thought if there is none. */
export function firstSpan({ answer, tokenStarts }: GeneratedText): TokenSpan {
  const first = answer.sentences[0]
  if (first) return { from: first.from, to: first.to }
  return thinkingSpan(answer) ?? { from: 0, to: Math.min(1, tokenStarts.length - 1) }
}
