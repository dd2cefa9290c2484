import type { Piece } from '../network/server'

/** Stands where a token holds only a part of a character. */
const PART = '\ufffd'

/** Where a server's tokens stand in a text, or where they say something else than it. */
export type Spelling =
  | { offsets: Uint32Array }
  /** UTF-16 place in the text; what stands there and what the tokens say. */
  | { at: number; text: string; said: string; token: number }

/** Characters that a difference shows. */
const SHOWN = 12

/**
 * Byte offsets of tokens in the UTF-8 text that they spell; one more than there are tokens. `goesOn`: tokens follow that
 * aren't the text's; the last of its own may have more behind the text's end. Of tokens that hold parts of a
 * character their texts say nothing: what stands between their neighbours is divided among them.
 */
export function spell(text: string, pieces: readonly Piece[], goesOn = false): Spelling {
  const bytes = Buffer.from(text)
  const offsets = new Uint32Array(pieces.length + 1)
  let at = 0
  for (let i = 0; i < pieces.length; i++) {
    offsets[i] = at
    if (goesOn && at === bytes.length) return { offsets: offsets.slice(0, i + 1) }
    const end = isPart(pieces[i]!) ? undefined : endOf(bytes, at, pieces[i]!, goesOn)
    if (end !== undefined) {
      at = end
      continue
    }
    if (!isPart(pieces[i]!)) return difference(bytes, at, pieces[i]!, i)
    const group = partsFrom(pieces, i)
    const groupEnd = endOfParts(bytes, at, group, pieces[i + group])
    if (groupEnd === undefined) return difference(bytes, at, pieces[i]!, i)
    for (let k = 0; k < group; k++) offsets[i + k] = at + Math.floor(((groupEnd - at) * k) / group)
    at = groupEnd
    i += group - 1
  }
  offsets[pieces.length] = at
  return at !== bytes.length ? difference(bytes, at, '', pieces.length) : { offsets }
}

const isPart = (piece: Piece) => typeof piece === 'string' && piece.includes(PART)

/** How many tokens from `from` on hold parts of characters. */
function partsFrom(pieces: readonly Piece[], from: number): number {
  let count = 0
  while (from + count < pieces.length && isPart(pieces[from + count]!)) count++
  return count
}

/** Where a token ends that begins at `at`; some tokenizers drop a space at a token's beginning. */
function endOf(bytes: Buffer, at: number, piece: Piece, goesOn = false): number | undefined {
  const said = Buffer.from(piece)
  const left = bytes.length - at
  if (goesOn && left < said.length && bytes.subarray(at).equals(said.subarray(0, left))) return bytes.length
  if (bytes.subarray(at, at + said.length).equals(said)) return at + said.length
  const isSpaced = bytes[at] === 0x20 && said.length > 0
  return isSpaced && bytes.subarray(at + 1, at + 1 + said.length).equals(said) ? at + 1 + said.length : undefined
}

/** Where a group of tokens ends: at the first whole character from which the token after them goes on. */
function endOfParts(bytes: Buffer, at: number, group: number, next: Piece | undefined): number | undefined {
  // a token holds a part of one character at each end, and whole ones between: none has more bytes than this
  const most = Math.min(bytes.length, at + group * 64)
  if (next === undefined) return bytes.length <= most ? bytes.length : undefined
  for (let end = at + group; end <= most; end++) {
    const isBoundary = end === bytes.length || (bytes[end]! & 0xc0) !== 0x80
    if (isBoundary && endOf(bytes, end, next) !== undefined) return end
  }
  return undefined
}

function difference(bytes: Buffer, at: number, piece: Piece, token: number): Spelling {
  const before = bytes.subarray(0, at).toString('utf8').length
  const text = bytes.subarray(at, at + 4 * SHOWN).toString('utf8')
  return { at: before, text: text.slice(0, SHOWN), said: piece.toString().slice(0, SHOWN), token }
}
