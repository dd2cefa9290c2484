import { endsSentence } from '../documents/phrases'
import type { Alignment } from '../shared/document/alignment'
import { isOneDocument } from '../shared/document/members'
import type { Passage } from '../shared/ipc/answer_data'
import { bestFirst } from './excerpts'
import type { PassageSource } from './weighing'

/**
 * Key passages: what the indexers select for the question what a document is about, beside where it stands, as documents
 * say early what they are about. Measured against abstracts by their authors: test/eval/README.md.
 */

/** So many are offered, word for word. */
const MOST = 5
/** Shorter ones are headings, marks of lists and the ends of lines. */
const FEWEST_WORDS = 6
/** Of any script, also one that writes without blanks. */
const words = new Intl.Segmenter('en', { granularity: 'word' })
/** What a sentence's place weighs beside its evidence, both in standard deviations. */
const PLACE_WEIGHT = 1.5

const hasWords = (text: string): boolean =>
  Array.from(words.segment(text)).filter(({ isWordLike }) => isWordLike).length >= FEWEST_WORDS

/** Those that say something by themselves; whole sentences if there are any, as lines of a title page aren't. */
export function quotables<T extends { text: string }>(units: readonly T[]): T[] {
  const long = units.filter(({ text }) => hasWords(text))
  const whole = long.filter(({ text }) => endsSentence(text))
  return whole.length > 0 ? whole : long
}

/** What first looks found in all parts, what tells most of the document first. */
export function mostTelling(found: readonly Passage[], document: PassageSource): Passage[] {
  const passages = quotables(bestFirst(found, document))
  const places = placesOf(document)
  const evidence = standardized(passages.map(({ score }) => score))
  const early = standardized(passages.map(({ sentence }) => -Math.log1p(places[sentence]!)))
  return passages
    .map((passage, i) => ({ ...passage, score: evidence[i]! + PLACE_WEIGHT * early[i]! }))
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence)
}

/** The first of these, in the order of the document. */
export const keyPassages = (found: readonly Passage[], document: PassageSource): Passage[] =>
  mostTelling(found, document)
    .slice(0, MOST)
    .sort((a, b) => a.sentence - b.sentence)

/** How many sentences stand before each in its document, which is one of a collection. */
function placesOf({ sentences, document = {} }: Pick<Alignment, 'sentences'> & PassageSource): number[] {
  let first = 0
  return sentences.map(({ page }, i) => {
    if (!isOneDocument(document, sentences[first]!.page, page)) first = i
    return i - first
  })
}

/** In standard deviations from the mean; all 0 where they don't differ. */
function standardized(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length)
  return values.map((one) => (deviation > 0 ? (one - mean) / deviation : 0))
}
