import { useDocument } from '../../state/document'
import { useExcerpts } from '../../state/excerpts'
import { unitsOfWords } from '../units'
import { selectedText } from './copy'

/** Adds the sentences that the selected words are of to an answer's excerpts. False if none are selected. */
export function addSelected(answer: string): boolean {
  const selected = selectedText()
  const { alignment } = useDocument.getState()
  if (!selected || !alignment) return false
  const units = unitsOfWords(selected.text, selected.firstPage, selected.lastPage, alignment)
  useExcerpts.getState().add(answer, units)
  return units.length > 0
}
