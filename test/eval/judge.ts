import type { Case } from './cases/types'
import type { ReadSentence } from './measures'
import { contains, stems } from './words'

/** Has this answer a source in the document? `unclear` where only a person could tell. */
export type Sourced = 'sourced' | 'unsourced' | 'unclear'

export const isRight = (item: Case, answer: string) => item.expected.some((expected) => contains(answer, expected))

/** Sentences that hold a piece of text. */
export function sentencesWith(piece: string, text: string, sentences: readonly ReadSentence[]): number[] {
  const found: number[] = []
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    for (const [i, s] of sentences.entries()) if (s.start < at + piece.length && at < s.stop) found.push(i)
  }
  return found
}

/**
 * Where the answer comes from, for answers of which code can tell: right ones from the sentence that states it,
 * look-alikes from the one that states what was said. Empty where it can't.
 */
export function sourcesOf(item: Case, answer: string, text: string, sentences: readonly ReadSentence[]): number[] {
  const pieces = item.rivals
    ? item.rivals.filter(({ value }) => contains(answer, value)).map(({ sentence }) => sentence)
    : isRight(item, answer)
      ? [item.sentence ?? '', ...(item.also ?? [])].filter(Boolean)
      : []
  return pieces.flatMap((piece) => sentencesWith(piece, text, sentences))
}

/** What most of an answer's own words must share with one sentence for that to be its possible source. */
const POSSIBLE_SOURCE = 0.6

/**
 * An answer to a question that the document does not answer is made up, unless its own words (those that the question
 * didn't bring) all stand in the document and mostly in one sentence: then it may have been taken from there.
 */
export function isMadeUp(question: string, answer: string, sentences: readonly ReadSentence[]): Sourced {
  const asked = stems(question)
  const own = [...stems(answer)].filter((word) => !asked.has(word))
  if (!own.length) return 'unclear'
  const inDocument = new Set(sentences.flatMap(({ text }) => [...stems(text)]))
  // a number or a name that the document doesn't have can't come from it
  const names = (answer.match(/(?<=\S )\p{Lu}[\p{L}-]+|\d[\d.,]*/gu) ?? []).flatMap((name) => [...stems(name)])
  if (names.some((name) => own.includes(name) && !inDocument.has(name))) return 'unsourced'
  const most = Math.max(...sentences.map(({ text }) => shareIn(own, stems(text))))
  return most >= POSSIBLE_SOURCE ? 'unclear' : 'unsourced'
}

const shareIn = (words: readonly string[], sentence: Set<string>) =>
  words.filter((word) => sentence.has(word)).length / words.length
