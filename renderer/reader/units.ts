import type { Alignment } from '../../electron/shared/document/alignment'
import { useDocument } from '../state/document'
import { useLens } from '../state/lens'
import { rangeAt } from './search'

interface Unit {
  start: number
  end: number
}

/** What can be pointed at: the lens's units once there are tokens, the document's sentences until then. */
export function units(): readonly Unit[] {
  const { alignment, source } = useDocument.getState()
  return alignment?.sentences ?? source?.sentences ?? []
}

/** The unit that holds a character. */
export function unitAt(character: number | undefined): Unit | undefined {
  return character === undefined ? undefined : units()[rangeAt(units(), character)]
}

/** Asks what a unit was used for. Before the first answer there is nothing it could have been used for. */
export function askAt(character: number | undefined): void {
  const sentences = useDocument.getState().alignment?.sentences
  if (!sentences || character === undefined) return
  const unit = rangeAt(sentences, character)
  if (unit < 0) return
  const { askedUnit, askUnit } = useLens.getState()
  askUnit(askedUnit === unit ? undefined : unit)
}

/**
 * Units with a part in words that are selected on the pages. The page's text layer breaks lines where it likes, so white
 * space is no part of the comparison. Empty if the words are not found.
 */
export function unitsOfWords(
  words: string,
  firstPage: number,
  lastPage: number,
  { document, sentences }: Pick<Alignment, 'document' | 'sentences'>,
): number[] {
  const first = document.pages.find(({ number }) => number === firstPage)
  const last = document.pages.find(({ number }) => number === lastPage)
  const [begin, end] = [first?.start ?? 0, last?.end ?? document.text.length]
  const wanted = words.replace(/\s+/g, '')
  const places: number[] = []
  let text = ''
  for (let at = begin; at < end; at++) {
    if (/\s/.test(document.text[at]!)) continue
    text += document.text[at]
    places.push(at)
  }
  const found = wanted ? text.indexOf(wanted) : -1
  if (found < 0) return []
  const [from, to] = [places[found]!, places[found + wanted.length - 1]! + 1]
  return sentences.flatMap(({ start, end: stop }, unit) => (start < to && stop > from ? [unit] : []))
}
