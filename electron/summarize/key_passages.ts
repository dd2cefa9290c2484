import type { Passage } from '../shared/ipc/answer_data'
import { quotable, type TracedSentence } from './evidence'

/** So many are offered, word for word. */
const MOST = 5
/** Shorter ones are headings, marks of lists and the ends of lines. */
const FEWEST_WORDS = 6

/** Sentences of one text that was read, with how much the text itself goes back to each (Trace.salience). */
export function salientPassages(sentences: readonly TracedSentence[], salience: ArrayLike<number>): Passage[] {
  return sentences.flatMap((sentence, i) =>
    sentence.text.split(' ').length >= FEWEST_WORDS ? [{ ...quotable(sentence), score: salience[i]! }] : [],
  )
}

/** The most telling of all parts, in the order of the document. */
export function keyPassages(found: readonly Passage[]): Passage[] {
  return [...found]
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence)
    .slice(0, MOST)
    .sort((a, b) => a.sentence - b.sentence)
}
