import { wordsPattern } from '../../electron/shared/document/one_line'
import type { SourceDocument } from '../../electron/shared/document/types'
import type { AnswerSentence, Passage } from '../../electron/shared/ipc/answer_data'
import { useDocument } from '../state/document'

type Item = Pick<Passage, 'sentence' | 'text' | 'page'>

/** Shows a document sentence on its page. */
export function goToSource(item: Item): void {
  const place = placeOfSource(item)
  if (place) useDocument.getState().goTo(place.start, place.end)
}

/** Characters of the document in which a sentence of the evidence stands. */
export function placeOfSource({ sentence, text, page }: Item): { start: number; end: number } | undefined {
  const { alignment, source } = useDocument.getState()
  // before the tokens are known a sentence is found by its words: evidence texts are exactly the document's
  return alignment?.sentences[sentence] ?? (source && placeOf(source.text, text, pageStart(source, page)))
}

export function goToBest({ evidence, support }: AnswerSentence): void {
  if (support !== 'none' && evidence[0]) goToSource(evidence[0])
}

const pageStart = ({ pages }: SourceDocument, page: number) => pages.find(({ number }) => number === page)?.start

/** Where a sentence, its white space collapsed, stands in a text: from a place on if it can be, or anywhere. */
export function placeOf(text: string, sentence: string, from = 0): { start: number; end: number } | undefined {
  const words = wordsPattern(sentence, 'g')
  for (const begin of [from, 0]) {
    words.lastIndex = begin
    const match = words.exec(text)
    if (match) return { start: match.index, end: match.index + match[0].length }
  }
  return undefined
}
