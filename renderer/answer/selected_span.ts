import type { TokenSpan } from '../state/lens'

/** Tokens of the words that are selected in an answer's text. */

export function hasSelection(): boolean {
  const selection = window.getSelection()
  return selection !== null && !selection.isCollapsed && selection.toString().trim() !== ''
}

/** Tokens [from, to) that the selection has a part in, if all of it is inside `text`. */
export function selectedSpan(text: Element): TokenSpan | undefined {
  const selection = window.getSelection()
  if (!selection || !hasSelection() || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!text.contains(range.commonAncestorContainer)) return undefined
  const tokens = [...text.querySelectorAll<HTMLElement>('[data-token]')]
    .filter((token) => isIn(range, token))
    .map(({ dataset }) => Number(dataset.token))
  return tokens.length > 0 ? { from: tokens[0]!, to: tokens.at(-1)! + 1 } : undefined
}

/** Whether a range holds characters of an element: touching its edge doesn't count. */
function isIn(range: Range, element: Element): boolean {
  if (!range.intersectsNode(element)) return false
  const all = element.ownerDocument.createRange()
  all.selectNodeContents(element)
  const startsBefore = range.compareBoundaryPoints(Range.END_TO_START, all) < 0
  const endsAfter = range.compareBoundaryPoints(Range.START_TO_END, all) > 0
  return startsBefore && endsAfter
}
