import type { AnswerSentence, Generation } from '../../electron/ipc/answer_data'

/** A stretch of an answer's text: what one token wrote. */
export interface Piece {
  token: number
  text: string
}

/** A sentence cut into its tokens, without the white space around it. Tokens that write nothing have no piece. */
export function tokenPieces(
  { tokenStarts, answer }: Pick<Generation, 'tokenStarts' | 'answer'>,
  { from, to }: Pick<AnswerSentence, 'from' | 'to'>,
): Piece[] {
  const pieces: Piece[] = []
  for (let token = from; token < to; token++) {
    const text = answer.text.slice(tokenStarts[token], tokenStarts[token + 1])
    if (text) pieces.push({ token, text })
  }
  const first = pieces[0]
  if (first) first.text = first.text.trimStart()
  const last = pieces.at(-1)
  if (last) last.text = last.text.trimEnd()
  return pieces.filter(({ text }) => text !== '')
}

/** What was written after the last complete sentence. Sentences have their white space collapsed. */
export function unfinished(text: string, sentences: readonly Pick<AnswerSentence, 'text'>[]): string {
  let at = 0
  for (const sentence of sentences) {
    const words = wordsPattern(sentence.text, 'y')
    words.lastIndex = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)
    const match = words.exec(text)
    if (!match) return ''
    at = match.index + match[0].length
  }
  return text.slice(at).trim()
}

/** Finds words with whatever white space between them. */
export function wordsPattern(words: string, flags: string): RegExp {
  const escaped = words.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(escaped.join('\\s+'), flags)
}
