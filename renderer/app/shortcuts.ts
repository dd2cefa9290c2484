import { useEffect } from 'react'
import { keyName } from '../reader/keys'
import { runCommand } from './commands'

export interface Shortcut {
  keys: string
  what: string
  /** What it does here; the others are done by the reader, the lens or the menu. */
  command?: string
}

/** Every key of the window, in one place: the cheat sheet shows this list. */
export const SHORTCUTS: { about: string; shortcuts: Shortcut[] }[] = [
  {
    about: 'Ask',
    shortcuts: [
      { keys: 'Ctrl+K', what: 'Ask a question', command: 'ask' },
      { keys: 'Ctrl+Shift+S', what: 'Summarize', command: 'summarize' },
      { keys: 'Esc', what: 'Stop the answer at work', command: 'cancel' },
      { keys: 'Ctrl+.', what: 'Stop it, wherever the focus is', command: 'cancel' },
      { keys: 'Ctrl+Shift+C', what: 'Copy the answer as Markdown' },
      { keys: 'Ctrl+E', what: 'Export the answer as a web page', command: 'export' },
      { keys: 'Ctrl+S', what: 'Save document, answers and lens in one file', command: 'save-analysis' },
    ],
  },
  {
    about: 'Lens',
    shortcuts: [
      { keys: 'Ctrl+L', what: 'Open or close the lens', command: 'toggle-lens' },
      { keys: '← →', what: 'Token before, token after, while the lens is open' },
      { keys: '[ ]', what: 'Layer below, layer above' },
      { keys: 'Space', what: 'Play the answer back with its selection, or pause' },
      { keys: 'W', what: 'The numbers in plain words' },
      { keys: '+ −', what: 'On the map: closer, further away; 0 shows all' },
    ],
  },
  {
    about: 'Window',
    shortcuts: [
      { keys: 'Ctrl+O', what: 'Open files', command: 'open' },
      { keys: 'Ctrl+B', what: 'Show or hide the library', command: 'toggle-library' },
      { keys: 'Ctrl+J', what: 'Show or hide the answers', command: 'toggle-answer' },
      { keys: 'Ctrl+,', what: 'Settings', command: 'settings' },
      { keys: '?', what: 'These shortcuts; Ctrl+/ too', command: 'shortcuts' },
    ],
  },
  {
    about: 'Document',
    shortcuts: [
      { keys: 'Ctrl+F', what: 'Find' },
      { keys: 'F3', what: 'Find the next; with Shift, the one before' },
      { keys: 'Ctrl+G', what: 'Go to a page' },
      { keys: 'N P', what: 'Next page, page before' },
      { keys: 'S', what: 'Step through its sentences; Enter asks what one was used for' },
      { keys: 'Ctrl+Plus', what: 'Larger; Ctrl+− smaller, Ctrl+0 actual size' },
      { keys: 'Ctrl+1', what: 'Fit the width; Ctrl+2 fits the page' },
      { keys: 'Ctrl+R', what: 'Rotate' },
      { keys: 'Ctrl+Alt+C', what: 'Copy selected words with title and page' },
    ],
  },
]

/** By the key's name, such as "ctrl+k" (reader/keys.ts). */
const COMMANDS = new Map(
  SHORTCUTS.flatMap(({ shortcuts }) => shortcuts).flatMap(({ keys, command }) =>
    command ? [[keys.toLowerCase().replace('esc', 'escape'), command] as const] : [],
  ),
).set('ctrl+/', 'shortcuts')

/** The command of a key that was pressed; undefined if it isn't ours, or means something where the focus is. */
export function commandOf(event: KeyboardEvent): string | undefined {
  const name = keyName(event)
  const target = event.target instanceof Element ? event.target : undefined
  // also where the focus got lost in it
  if (document.querySelector('dialog[open]')) return undefined
  const command = COMMANDS.get(name)
  if (name === '?' && target?.closest('input, textarea, select')) return undefined
  if (name === 'escape' && target?.closest('input, select, [role=menu], [role=dialog]')) return undefined
  return command
}

/** Keys work in a window without a menu, too; what is done here doesn't get to the menu. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = commandOf(event)
      if (command === undefined) return
      event.preventDefault()
      runCommand(command)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
