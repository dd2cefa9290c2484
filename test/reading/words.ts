import { isCjk } from '../../electron/shared/document/characters'

/** A text's words without the signs around them; Chinese and Japanese character by character. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\u00ad/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/(\p{L})-\n+(\p{Ll})/gu, '$1$2')
    .replace(/[’‘]/g, "'")
  return plain
    .split(/\s+/)
    .flatMap((word) => (isCjk(word.slice(0, 1)) || [...word].some(isCjk) ? [...word] : [word]))
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '')
}

export interface Compared {
  /** Words of the second text, changes that make it of the first, and its words that the first has in the same order. */
  words: number
  changes: number
  common: number
}

/** How far a text's words are from another's: by the fewest words to change, add or leave out. */
export function compareWords(read: readonly string[], other: readonly string[]): Compared {
  let [changes, common] = [other.map((_, i) => i + 1), other.map(() => 0)]
  for (const [row, word] of read.entries()) {
    let [beside, alike] = [row + 1, 0]
    let [diagonal, before] = [row, 0]
    const [nextChanges, nextCommon]: [number[], number[]] = [[], []]
    for (const [column, one] of other.entries()) {
      const isSame = word === one
      beside = Math.min(diagonal + (isSame ? 0 : 1), beside + 1, changes[column]! + 1)
      alike = isSame ? before + 1 : Math.max(alike, common[column]!)
      ;[diagonal, before] = [changes[column]!, common[column]!]
      nextChanges.push(beside)
      nextCommon.push(alike)
    }
    ;[changes, common] = [nextChanges, nextCommon]
  }
  return { words: other.length, changes: changes.at(-1) ?? read.length, common: common.at(-1) ?? 0 }
}
