import { type Folded, fold, foldQuery } from './fold'

/** Characters folded and searched between two breaths of the page. */
const PIECE = 64 * 1024

interface Piece extends Folded {
  start: number
}

/** A text that can be searched; folded piece by piece when it is searched first. Pieces end where paragraphs do. */
export class SearchText {
  private readonly pieces: Piece[] = []
  private foldedTo = 0

  constructor(private readonly text: string) {}

  /** Places [start, end) of the query, in order, at most `most`. Undefined if the signal stopped it. */
  async find(query: string, most: number, signal: AbortSignal): Promise<{ start: number; end: number }[] | undefined> {
    const wanted = foldQuery(query)
    const found: { start: number; end: number }[] = []
    if (wanted === '') return found
    for (let i = 0; found.length < most; i++) {
      const piece = this.piece(i)
      if (!piece) break
      findIn(piece, wanted, most, found)
      // every piece takes a millisecond or a few; one breath after each keeps the page alive
      await new Promise((resolve) => setTimeout(resolve))
      if (signal.aborted) return undefined
    }
    return found
  }

  private piece(i: number): Piece | undefined {
    if (i < this.pieces.length) return this.pieces[i]
    const start = this.foldedTo
    if (start >= this.text.length) return undefined
    const paragraphEnd = this.text.indexOf('\n\n', start + PIECE)
    const end = paragraphEnd < 0 || paragraphEnd > start + 4 * PIECE ? start + 4 * PIECE : paragraphEnd + 2
    this.foldedTo = end
    const piece = { start, ...fold(this.text.slice(start, end)) }
    this.pieces.push(piece)
    return piece
  }
}

function findIn(
  { start, text, origins }: Piece,
  wanted: string,
  most: number,
  found: { start: number; end: number }[],
): void {
  for (let at = text.indexOf(wanted); at >= 0 && found.length < most; at = text.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length
    // a place ends where the character after its last one begins
    found.push({ start: start + (origins?.[at] ?? at), end: start + (origins?.[end] ?? end) })
  }
}
