import type { Alignment, Unit } from './alignment'
import { oneLine } from './one_line'
import { type CharacterRange, uncertainWords } from './uncertain'

/** A unit's text, or a stretch's, in one line. */
export const unitText = (
  { document }: { document: Pick<Alignment['document'], 'text'> },
  { start, end }: Pick<Unit, 'start' | 'end'>,
): string => oneLine(document.text.slice(start, end))

/** The same with those of its words of which text recognition is not sure, if there are any. */
export function unitQuote(
  { document }: Pick<Alignment, 'document'>,
  { start, end }: Pick<Unit, 'start' | 'end'>,
): { text: string; uncertain?: CharacterRange[] } {
  const uncertain = uncertainWords(document, start, end)
  return { text: unitText({ document }, { start, end }), ...(uncertain.length > 0 && { uncertain }) }
}

/** Sentences that the user chose, in the document's order; those that it doesn't have are left out. */
export function passagesOf(chosen: readonly number[], alignment: Pick<Alignment, 'document' | 'sentences'>) {
  return [...new Set(chosen)]
    .sort((a, b) => a - b)
    .flatMap((sentence) => {
      const unit = alignment.sentences[sentence]
      return unit ? [{ sentence, page: unit.page, ...unitQuote(alignment, unit), score: 0 }] : []
    })
}
