import type { AnswerSentence } from '../../electron/ipc/answer_data'
import { useDocument } from '../state/document'

type Item = AnswerSentence['evidence'][number]

/** Shows a document sentence on its page. */
export function goToSource({ sentence, text }: Item): void {
  const { alignment, source, goTo } = useDocument.getState()
  const unit = alignment?.sentences[sentence]
  // before the tokens are known a sentence is found by its words: evidence texts are exactly the document's
  const place = unit ?? (source && placeOf(source.text, text))
  if (place) goTo(place.start, place.end)
}

export function goToBest({ evidence, support }: AnswerSentence): void {
  if (support !== 'none' && evidence[0]) goToSource(evidence[0])
}

/** Where a sentence, its white space collapsed, stands in a text. */
export function placeOf(text: string, sentence: string): { start: number; end: number } | undefined {
  const pattern = sentence
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+')
  const match = new RegExp(pattern).exec(text)
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}
