import { useEffect } from 'react'
import { useInWords } from '../parts/InWords'
import { stepLayer, stepToken } from '../subject/steps'

const KEYS: Record<string, () => void> = {
  ArrowLeft: () => stepToken(-1),
  ArrowRight: () => stepToken(1),
  '[': () => stepLayer(-1),
  ']': () => stepLayer(1),
  ' ': () => document.querySelector<HTMLButtonElement>('[data-lens-play]')?.click(),
  w: () => useInWords.getState().toggle(),
}

/** What has a use for these keys itself while it has the focus. */
const OWN_KEYS = 'input, select, textarea, dialog, [data-own-keys], [role=menu]'
const OWN_ROLES = '[role=tab], [role=slider], [role=radio], [role=separator], [role=tree]'

/** The space bar presses buttons and scrolls pages, too. */
const OWN_SPACE = 'button, a, summary, .reader'

/** Arrow keys step through tokens, brackets through layers, wherever in the window the focus is. */
export function useStepKeys(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    window.addEventListener('keydown', stepByKey)
    return () => window.removeEventListener('keydown', stepByKey)
  }, [isOpen])
}

function stepByKey(event: KeyboardEvent): void {
  const step = KEYS[event.key]
  if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (event.target instanceof Element && event.target.closest(`${OWN_KEYS}, ${OWN_ROLES}`)) return
  if (event.key === ' ' && event.target instanceof Element && event.target.closest(OWN_SPACE)) return
  event.preventDefault()
  step()
}
