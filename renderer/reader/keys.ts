import { isReaderCommand, type ReaderCommand } from '../../electron/shared/commands'
import { copyCitation, hasSelection } from './citation/copy'
import { keysOfCommands } from './command_keys'
import { runCommand } from './commands'
import { useFind } from './find/find'
import { useHover } from './hover'
import { firstBeyond, rangeAt } from './search'
import { surface } from './surface'
import { askAt, units } from './units'

/** A key with what is held beside it: "ctrl+shift+c". */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const key = event.key.toLowerCase()
  // a shifted sign is named by what it writes: "ctrl++" on all keyboards
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key))
  return [event.ctrlKey || event.metaKey ? 'ctrl' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key]
    .filter((part) => part !== '')
    .join('+')
}

/** In the whole window, while a document is shown. */
const WINDOW_KEYS = new Map<string, ReaderCommand>([
  ...keysOfCommands(isReaderCommand),
  // the plus of keyboards that have it above the equals sign, without Shift
  ['ctrl+=', 'zoom-in'],
])

/** True if the key was the reader's. */
export function windowKey(event: KeyboardEvent): boolean {
  const name = keyName(event)
  // the same key copies an answer, unless words of the document are selected
  if (name === 'ctrl+shift+c' && hasSelection()) {
    void copyCitation()
    return true
  }
  const command = WINDOW_KEYS.get(name)
  return command !== undefined && runCommand(command)
}

const LINE = 0.08
const SCREEN = 0.9

/** What a key does; false if there was nothing to do, so that others may have it. */
const PAGE_KEYS: Record<string, () => unknown> = {
  pagedown: () => surface()?.scrollBy(SCREEN),
  ' ': () => surface()?.scrollBy(SCREEN),
  pageup: () => surface()?.scrollBy(-SCREEN),
  'shift+ ': () => surface()?.scrollBy(-SCREEN),
  home: () => surface()?.scrollTo(0),
  end: () => surface()?.scrollTo(1),
  arrowdown: () => (cursor() === undefined ? surface()?.scrollBy(LINE) : moveCursor(1)),
  arrowup: () => (cursor() === undefined ? surface()?.scrollBy(-LINE) : moveCursor(-1)),
  n: () => turnPages(1),
  p: () => turnPages(-1),
  s: beginCursor,
  enter: () => {
    const at = cursor()
    if (at === undefined) beginCursor()
    else askAt(units()[at]?.start)
  },
  escape: () => {
    if (cursor() !== undefined) useHover.getState().moveTo(undefined)
    else if (useFind.getState().open) useFind.getState().hide()
    else return false
    return true
  },
}

/** Where pages or paragraphs have the focus. True if the key was the reader's. */
export function pageKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): boolean {
  const name = keyName(event)
  if (!Object.hasOwn(PAGE_KEYS, name)) return false
  return PAGE_KEYS[name]!() !== false
}

function turnPages(by: number): void {
  const shown = surface()
  shown?.goToPage(shown.page() + by)
}

const cursor = () => useHover.getState().cursor

/** The keyboard's cursor begins at the first sentence in sight. */
function beginCursor(): void {
  const start = surface()?.firstInSight() ?? 0
  const all = units()
  const at = rangeAt(all, start)
  setCursor(at >= 0 ? at : firstBeyond(all.length, (i) => all[i]!.start >= start))
}

const moveCursor = (by: number) => setCursor((cursor() ?? 0) + by)

function setCursor(wanted: number): void {
  const all = units()
  if (all.length === 0) return
  const at = Math.min(all.length - 1, Math.max(0, wanted))
  useHover.getState().moveTo(at)
  surface()?.reveal(all[at]!.start, all[at]!.end, false)
}
