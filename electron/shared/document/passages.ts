import type { Alignment, Unit } from './alignment'
import { oneLine } from './one_line'

/** A unit's text, or a stretch's, in one line. */
export const unitText = (
  { document }: { document: Pick<Alignment['document'], 'text'> },
  { start, end }: Pick<Unit, 'start' | 'end'>,
): string => oneLine(document.text.slice(start, end))

/** Sentences that the user chose, in the document's order; those that it doesn't have are left out. */
export function passagesOf(chosen: readonly number[], alignment: Pick<Alignment, 'document' | 'sentences'>) {
  return [...new Set(chosen)]
    .sort((a, b) => a - b)
    .flatMap((sentence) => {
      const unit = alignment.sentences[sentence]
      return unit ? [{ sentence, page: unit.page, text: unitText(alignment, unit), score: 0 }] : []
    })
}
