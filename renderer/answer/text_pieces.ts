import { wordsPattern } from '../../electron/shared/document/one_line'
import type { AnswerSentence } from '../../electron/shared/ipc/answer_data'
import type { GeneratedText } from '../lens/subject/answer_tokens'

/** A stretch of an answer's text: what one token wrote. */
export interface Piece {
  token: number
  text: string
}

/**
 * The tokens of each sentence, without the white space around it. A token is where its first visible character stands:
 * " The" belongs to the sentence that begins with it, whatever sentence its space follows.
 */
export function piecesOf({ tokenStarts, answer: { text, sentences } }: GeneratedText): Piece[][] {
  const places = placesIn(text, sentences)
  const pieces: Piece[][] = sentences.map(() => [])
  let at = 0
  for (let token = 0; token + 1 < tokenStarts.length; token++) {
    const start = tokenStarts[token]!
    const written = text.slice(start, tokenStarts[token + 1])
    const blank = written.length - written.trimStart().length
    const visible = blank < written.length ? start + blank : start
    while (at < places.length && visible >= places[at]!.end) at++
    const place = places[at]
    if (written !== '' && place && visible >= place.start) pieces[at]!.push({ token, text: written })
  }
  return pieces.map(trimmed)
}

/** The same of what was thought before the answer. */
export function thoughtPieces({ answer: { thinking } }: GeneratedText): Piece[] {
  if (!thinking) return []
  const { text, tokens, tokenStarts } = thinking
  return Array.from({ length: tokens }, (_, token) => ({
    token,
    text: text.slice(tokenStarts[token], tokenStarts[token + 1]),
  })).filter((piece) => piece.text !== '')
}

function trimmed(pieces: Piece[]): Piece[] {
  return pieces
    .map(({ token, text }, i) => {
      const from = i === 0 ? text.trimStart() : text
      return { token, text: i === pieces.length - 1 ? from.trimEnd() : from }
    })
    .filter(({ text }) => text !== '')
}

/** Characters of each sentence in the text; sentences have their white space collapsed. */
function placesIn(text: string, sentences: readonly Pick<AnswerSentence, 'text'>[]): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  let at = 0
  for (const sentence of sentences) {
    const words = wordsPattern(sentence.text, 'y')
    words.lastIndex = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)
    const match = words.exec(text)
    if (!match) break
    at = match.index + match[0].length
    places.push({ start: match.index, end: at })
  }
  return places
}

/** What was written after the last complete sentence. */
export function unfinished(text: string, sentences: readonly Pick<AnswerSentence, 'text'>[]): string {
  const places = placesIn(text, sentences)
  if (places.length < sentences.length) return ''
  return text.slice(places.at(-1)?.end ?? 0).trim()
}
