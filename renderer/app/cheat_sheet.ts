import { type AppCommand, COMMANDS, type ShownCommand } from '../../electron/shared/commands'
import { readableKeys } from '../reader/command_keys'

/** A line of the cheat sheet. */
interface Shortcut {
  keys: string
  what: string
}

/** Keys of the page that the menu doesn't have, though it has what they do. */
export const SECOND_KEYS = {
  stop: { keys: 'Esc', name: 'escape', command: 'cancel', what: 'Stop the answer at work' },
  help: { keys: '?', name: '?', command: 'shortcuts', what: 'These shortcuts; Ctrl+/ too' },
} as const satisfies Record<string, Shortcut & { name: string; command: AppCommand }>

/** Keys that are no commands: the lens and the document act on them where they have the focus. */
const LENS_KEYS: Shortcut[] = [
  { keys: '← →', what: 'Token before, token after, while the lens is open' },
  { keys: '[ ]', what: 'Layer below, layer above' },
  { keys: 'Space', what: 'Play the answer back with its selection, or pause' },
  { keys: 'W', what: 'The numbers in plain words' },
  { keys: '+ −', what: 'On the map: closer, further away; 0 shows all' },
]
const DOCUMENT_KEYS: Shortcut[] = [
  { keys: 'N P', what: 'Next page, page before' },
  { keys: 'S', what: 'Step through its sentences; Enter asks what one was used for' },
]

const COMPARED_KEYS: Shortcut[] = [
  { keys: 'F7', what: 'Next change, while two versions are compared; with Shift, the one before' },
]

const ORDER: { about: string; lines: (ShownCommand | Shortcut)[] }[] = [
  {
    about: 'Ask',
    lines: ['ask', 'summarize', SECOND_KEYS.stop, 'cancel', 'copy-answer', 'export', 'save-analysis'],
  },
  { about: 'Lens', lines: ['toggle-lens', ...LENS_KEYS] },
  { about: 'Window', lines: ['open', 'toggle-library', 'toggle-answer', 'settings', SECOND_KEYS.help] },
  {
    about: 'Document',
    lines: [
      'find',
      'find-next',
      'go-to-page',
      ...DOCUMENT_KEYS,
      'compare',
      ...COMPARED_KEYS,
      'zoom-in',
      'fit-width',
      'rotate',
      'copy-citation',
    ],
  },
]

function shortcutOf(line: ShownCommand | Shortcut): Shortcut {
  if (typeof line !== 'string') return line
  const { keys, what } = COMMANDS[line]
  return { keys: readableKeys(keys), what }
}

/** Every key of the window, in the order of the cheat sheet. */
export const CHEAT_SHEET = ORDER.map(({ about, lines }) => ({ about, shortcuts: lines.map(shortcutOf) }))
