import type { AnswerSentence, Generation } from '../../electron/ipc/answer_data'

/** A stretch of an answer's text: one token, or what stands between tokens. */
export interface Piece {
  token: number
  text: string
}

/** A sentence cut into its tokens, without the white space around it. */
export function tokenPieces(generation: Generation, { from, to }: Pick<AnswerSentence, 'from' | 'to'>): Piece[] {
  const { tokenStarts, answer } = generation
  const pieces: Piece[] = []
  for (let token = from; token < to; token++) {
    const text = answer.text.slice(tokenStarts[token], tokenStarts[token + 1])
    if (text) pieces.push({ token, text })
  }
  const first = pieces[0]
  const last = pieces.at(-1)
  if (first) first.text = first.text.trimStart()
  if (last) last.text = last.text.trimEnd()
  return pieces
}

/** What was written after the last complete sentence. Sentences have their white space collapsed. */
export function unfinished(text: string, sentences: readonly AnswerSentence[]): string {
  let at = 0
  for (const sentence of sentences) {
    const pattern = sentence.text.split(' ').map(escaped).join('\\s+')
    const found = new RegExp(pattern, 'y')
    found.lastIndex = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)
    const match = found.exec(text)
    if (!match) return ''
    at = match.index + match[0].length
  }
  return text.slice(at).trim()
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
