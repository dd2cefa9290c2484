import type { SourceDocument } from '../../electron/documents/types'
import type { AnswerSentence } from '../../electron/ipc/answer_data'
import { useDocument } from '../state/document'
import { wordsPattern } from './text_pieces'

type Item = AnswerSentence['evidence'][number]

/** Shows a document sentence on its page. */
export function goToSource(item: Item): void {
  const { alignment, source, goTo } = useDocument.getState()
  const unit = alignment?.sentences[item.sentence]
  // before the tokens are known a sentence is found by its words: evidence texts are exactly the document's
  const place = unit ?? (source && placeOf(source.text, item.text, pageStart(source, item.page)))
  if (place) goTo(place.start, place.end)
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
