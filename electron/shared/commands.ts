/** What the menu and the keys can ask of the window. Accelerators are written as Electron wants them. */
interface Words {
  /** The part of the window that does it: the shell (renderer/app/commands.ts) or the document's (renderer/reader). */
  who: 'app' | 'reader'
  /** In the menu. */
  label: string
  keys?: string
  /** The menu's keys on a Mac, where they differ; the page acts on `keys` there, too. */
  macKeys?: string
  /** The page leaves the keys to the menu; others it acts on itself, so that they work without a menu. */
  menuOnly?: true
  /** In the cheat sheet; undefined: it isn't there, or in another one's words. */
  what?: string
}

export const COMMANDS = {
  open: { who: 'app', label: 'Open…', keys: 'CmdOrCtrl+O', what: 'Open files' },
  'open-sample': { who: 'app', label: 'Open the Sample' },
  'save-analysis': {
    who: 'app',
    label: 'Save Analysis…',
    keys: 'CmdOrCtrl+S',
    what: 'Save document, answers and lens in one file',
  },
  export: { who: 'app', label: 'As Web Page…', keys: 'CmdOrCtrl+E', what: 'Export the answer as a web page' },
  'export-markdown': { who: 'app', label: 'As Markdown…' },
  'export-trace-lines': { who: 'app', label: 'Trace as JSON Lines…' },
  'export-trace': { who: 'app', label: 'Trace as Binary…' },
  'copy-answer': {
    who: 'app',
    label: 'Copy Answer as Markdown',
    keys: 'CmdOrCtrl+Shift+C',
    // in the page they copy selected words of the document, if there are any
    menuOnly: true,
    what: 'Copy the answer as Markdown',
  },
  settings: { who: 'app', label: 'Settings…', keys: 'CmdOrCtrl+,', what: 'Settings' },

  'copy-citation': {
    who: 'reader',
    label: 'Copy with Citation',
    keys: 'CmdOrCtrl+Alt+C',
    what: 'Copy selected words with title and page',
  },
  find: { who: 'reader', label: 'Find in Document…', keys: 'CmdOrCtrl+F', what: 'Find' },
  'find-next': {
    who: 'reader',
    label: 'Find Next',
    keys: 'F3',
    macKeys: 'Cmd+G',
    what: 'Find the next; with Shift, the one before',
  },
  'find-previous': { who: 'reader', label: 'Find Previous', keys: 'Shift+F3', macKeys: 'Shift+Cmd+G' },

  'zoom-in': {
    who: 'reader',
    label: 'Zoom In',
    keys: 'CmdOrCtrl+Plus',
    what: 'Larger; Ctrl+− smaller, Ctrl+0 actual size',
  },
  'zoom-out': { who: 'reader', label: 'Zoom Out', keys: 'CmdOrCtrl+-' },
  'zoom-actual': { who: 'reader', label: 'Actual Size', keys: 'CmdOrCtrl+0' },
  'fit-width': { who: 'reader', label: 'Fit Width', keys: 'CmdOrCtrl+1', what: 'Fit the width; Ctrl+2 fits the page' },
  'fit-page': { who: 'reader', label: 'Fit Page', keys: 'CmdOrCtrl+2' },
  rotate: { who: 'reader', label: 'Rotate Clockwise', keys: 'CmdOrCtrl+R', what: 'Rotate' },
  'go-to-page': { who: 'reader', label: 'Go to Page…', keys: 'Ctrl+G', macKeys: 'Alt+Cmd+G', what: 'Go to a page' },
  'toggle-outline': { who: 'reader', label: 'Outline and Thumbnails', keys: 'CmdOrCtrl+Shift+O', menuOnly: true },
  'toggle-library': { who: 'app', label: 'Library', keys: 'CmdOrCtrl+B', what: 'Show or hide the library' },
  'toggle-answer': { who: 'app', label: 'Answer', keys: 'CmdOrCtrl+J', what: 'Show or hide the answers' },
  'toggle-lens': { who: 'app', label: 'Lens', keys: 'CmdOrCtrl+L', what: 'Open or close the lens' },
  cost: { who: 'app', label: 'What It Saves…' },

  ask: { who: 'app', label: 'Ask a Question', keys: 'CmdOrCtrl+K', what: 'Ask a question' },
  summarize: { who: 'app', label: 'Summarize', keys: 'CmdOrCtrl+Shift+S', what: 'Summarize' },
  compare: { who: 'app', label: 'Compare Two Versions…', keys: 'CmdOrCtrl+D', what: 'Compare two documents' },
  cancel: { who: 'app', label: 'Stop', keys: 'CmdOrCtrl+.', what: 'Stop it, wherever the focus is' },
  experiments: { who: 'app', label: 'Experiments…' },

  tour: { who: 'app', label: 'Guided Look' },
  shortcuts: { who: 'app', label: 'Keyboard Shortcuts', keys: 'CmdOrCtrl+/' },
  'model-card': { who: 'app', label: "The Built-in Model's Card" },
  sent: { who: 'app', label: 'Is Anything Sent?' },
  licences: { who: 'app', label: 'Licences of Its Parts' },
} as const satisfies Record<string, Words>

type Commands = typeof COMMANDS
/** Those whose words have such a part. */
type With<Part> = { [C in keyof Commands]: Commands[C] extends Part ? C : never }[keyof Commands]

export type Command = keyof Commands
export type AppCommand = With<{ who: 'app' }>
export type ReaderCommand = With<{ who: 'reader' }>
/** Those that the cheat sheet shows. */
export type ShownCommand = With<{ keys: string; what: string }>

export const COMMAND_IDS = Object.keys(COMMANDS) as Command[]

export const wordsOf = (command: Command): Words => COMMANDS[command]

export const isAppCommand = (command: Command): command is AppCommand => wordsOf(command).who === 'app'
export const isReaderCommand = (command: Command): command is ReaderCommand => wordsOf(command).who === 'reader'
