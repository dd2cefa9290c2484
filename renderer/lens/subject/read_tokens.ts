import type { Generation } from '../../../electron/shared/ipc/answer_data'

/** Which of the document's tokens a generation read, and where they are among its positions. */

/** What says which of the document's tokens a generation read, and where they are. */
export type ReadTokens = Pick<Generation, 'part' | 'pieces' | 'textStart' | 'textEnd'>

/** False of a merge and of a raw prompt. */
export const readsDocument = ({ part, pieces }: Pick<Generation, 'part' | 'pieces'>): boolean =>
  part !== undefined || pieces !== undefined

/** Index of the document's token at a position; undefined outside the document, and in a merge, which never read it. */
export function documentToken(position: number, { part, pieces, textStart, textEnd }: ReadTokens): number | undefined {
  if (position < textStart || position >= textEnd) return undefined
  if (part) return part.from + position - textStart
  const piece = pieces?.find(({ from, to, at }) => position >= at && position < at + to - from)
  return piece && piece.from + position - piece.at
}

/** The position of a document's token; undefined if the generation didn't read it. */
export function positionOfToken(token: number, { part, pieces, textStart }: ReadTokens): number | undefined {
  const all = pieces ?? (part ? [{ ...part, at: textStart }] : [])
  const piece = all.find(({ from, to }) => token >= from && token < to)
  return piece && piece.at + token - piece.from
}

/** Document tokens [from, to) that stand at [from, to) of the text that was read: one stretch, or more over excerpts. */
export function documentStretches(from: number, to: number, generation: ReadTokens): [number, number][] {
  const { part, pieces, textStart } = generation
  if (part) return [[part.from + from, part.from + to]]
  return (pieces ?? []).flatMap((piece): [number, number][] => {
    const shift = piece.from - piece.at + textStart
    const [first, end] = [Math.max(piece.from, from + shift), Math.min(piece.to, to + shift)]
    return first < end ? [[first, end]] : []
  })
}
