import { ask } from '../../ipc/client'
import { useDocument } from '../../state/document'
import { citation } from './quote'

export interface SelectedText {
  text: string
  /** 1-based. */
  firstPage: number
  lastPage: number
  /** On the screen. */
  box: DOMRect
}

/** The words of the document that are selected. */
export function selectedText(): SelectedText | undefined {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const [first, last] = [pageOf(range.startContainer), pageOf(range.endContainer)]
  if (first === undefined || last === undefined) return undefined
  const text = selection.toString()
  return text.trim() === '' ? undefined : { text, firstPage: first, lastPage: last, box: range.getBoundingClientRect() }
}

export const hasSelection = (): boolean => selectedText() !== undefined

function pageOf(node: Node): number | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const page = element?.closest<HTMLElement>('.reader [data-page]')?.dataset.page
  return page === undefined ? undefined : Number(page)
}

/** Copies the selected words with title and page. False if none are selected. */
export async function copyCitation(): Promise<boolean> {
  const selected = selectedText()
  const { source } = useDocument.getState()
  if (!selected || !source) return false
  await ask('app.copy', { text: citation(source, selected.text, selected.firstPage, selected.lastPage) })
  return true
}
