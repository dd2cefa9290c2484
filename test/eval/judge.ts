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

/** From this share of an answer's own words in one sentence on, it may have been taken from there. */
const POSSIBLE_SOURCE = 0.4
/** A made-up answer has no more than this share of its own words from the document. */
const FAMILIAR = 0.5

/**
 * Small models answer questions that have no answer with whatever the document says. Such an answer has a source after
 * all, and only a person could name it. Made up is an answer whose own words (those that the question didn't bring)
 * hold a name or number that the document lacks, or are mostly foreign to it, and are in no sentence together.
 */
export function isMadeUp(question: string, answer: string, sentences: readonly ReadSentence[]): Sourced {
  const asked = stems(`${question} answer question`)
  const own = [...stems(answer)].filter((word) => !asked.has(word))
  if (!own.length) return 'unclear'
  const read = sentences.map(({ text }) => stems(text))
  if (Math.max(...read.map((sentence) => shareIn(own, sentence))) >= POSSIBLE_SOURCE) return 'unclear'
  const document = new Set(read.flatMap((sentence) => [...sentence]))
  const names = (answer.match(/(?<=\S )\p{Lu}[\p{L}-]+|\d[\d.,]*/gu) ?? []).flatMap((name) => [...stems(name)])
  const foreign = names.some((name) => own.includes(name) && !document.has(name))
  return foreign || shareIn(own, document) <= FAMILIAR ? 'unsourced' : 'unclear'
}

const shareIn = (words: readonly string[], sentence: Set<string>) =>
  words.filter((word) => sentence.has(word)).length / words.length
