import { app, type MenuItemConstructorOptions } from 'electron'
import type { Command } from '../shared/commands'

export const LINE = '-'

/** What stands in a menu: a command, a line, another menu, or an item that is Electron's own affair. */
export type Entry = Command | typeof LINE | Submenu | Pick<MenuItemConstructorOptions, 'role' | 'label' | 'click'>

interface Submenu {
  label: string
  role?: 'help'
  entries: Entry[]
}

/** The menu bar, from left to right. */
export const menus = (isMac: boolean, developer: boolean): Entry[] => [
  ...(isMac ? [{ label: app.name, entries: MAC_APP }] : []),
  { label: '&File', entries: isMac ? FILE : [...FILE, LINE, 'settings', LINE, { role: 'quit' }] },
  { label: '&Edit', entries: EDIT },
  { label: '&View', entries: developer ? [...VIEW, LINE, { role: 'toggleDevTools' }] : VIEW },
  { label: '&Ask', entries: ['ask', 'summarize', 'cancel', LINE, 'compare', 'experiments'] },
  { role: 'windowMenu' },
  { label: '&Help', role: 'help', entries: isMac ? HELP : [...HELP, ABOUT] },
]

const MAC_APP: Entry[] = [
  { role: 'about' },
  LINE,
  'settings',
  LINE,
  { role: 'services' },
  LINE,
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  LINE,
  { role: 'quit' },
]

const FILE: Entry[] = [
  'open',
  'open-sample',
  LINE,
  'save-analysis',
  { label: 'Export Answer', entries: ['export', 'export-markdown', LINE, 'export-trace-lines', 'export-trace'] },
  'copy-answer',
]

const EDIT: Entry[] = [
  { role: 'undo' },
  { role: 'redo' },
  LINE,
  { role: 'cut' },
  { role: 'copy' },
  'copy-citation',
  { role: 'paste' },
  { role: 'selectAll' },
  LINE,
  'find',
  'find-next',
  'find-previous',
]

const VIEW: Entry[] = [
  'zoom-in',
  'zoom-out',
  'zoom-actual',
  'fit-width',
  'fit-page',
  'rotate',
  LINE,
  'go-to-page',
  'toggle-outline',
  LINE,
  'toggle-library',
  'toggle-answer',
  'toggle-lens',
  'cost',
  LINE,
  { role: 'togglefullscreen' },
]

const HELP: Entry[] = ['tour', 'shortcuts', 'model-card', 'sent', LINE, 'licences']

const ABOUT: Entry = { label: 'About SparseLens', click: () => app.showAboutPanel() }
