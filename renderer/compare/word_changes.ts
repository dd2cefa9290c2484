import { diffArrays } from 'diff'

export interface Piece {
  text: string
  /** In the other version it isn't. */
  isOther: boolean
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const wordsOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment)

/** Two sentences in pieces: what both have, and what only one has. */
export function wordChanges(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const sides = { before: [] as Piece[], after: [] as Piece[] }
  for (const { added, removed, value } of diffArrays(wordsOf(before), wordsOf(after))) {
    const piece = { text: value.join(''), isOther: added || removed }
    if (!added) sides.before.push(piece)
    if (!removed) sides.after.push(piece)
  }
  return { before: joined(sides.before), after: joined(sides.after) }
}

/** A blank alone between two changes is part of them: "five hundred" became "six thousand" as a whole. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const [i, piece] of pieces.entries()) {
    const isBetween = piece.text.trim() === '' && pieces[i - 1]?.isOther && pieces[i + 1]?.isOther
    const isOther = piece.isOther || isBetween === true
    const last = result.at(-1)
    if (last?.isOther === isOther) last.text += piece.text
    else result.push({ text: piece.text, isOther })
  }
  return result
}
