// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ShortcutsDialog } from '../../../../renderer/app/ShortcutsDialog'
import { commandOf } from '../../../../renderer/app/shortcuts'
import { windowKey } from '../../../../renderer/reader/keys'

const reader = vi.hoisted(() => ({ runCommand: vi.fn((_command: string) => true) }))
vi.mock('../../../../renderer/reader/commands', () => reader)
beforeEach(() => reader.runCommand.mockClear())
afterEach(cleanup)

const SHEET = [
  ['Ask'],
  ['Ctrl+K', 'Ask a question'],
  ['Ctrl+Shift+S', 'Summarize'],
  ['Esc', 'Stop the answer at work'],
  ['Ctrl+.', 'Stop it, wherever the focus is'],
  ['Ctrl+Shift+C', 'Copy the answer as Markdown'],
  ['Ctrl+E', 'Export the answer as a web page'],
  ['Ctrl+S', 'Save document, answers and lens in one file'],
  ['Lens'],
  ['Ctrl+L', 'Open or close the lens'],
  ['← →', 'Token before, token after, while the lens is open'],
  ['[ ]', 'Layer below, layer above'],
  ['Space', 'Play the answer back with its selection, or pause'],
  ['W', 'The numbers in plain words'],
  ['+ −', 'On the map: closer, further away; 0 shows all'],
  ['Window'],
  ['Ctrl+O', 'Open files'],
  ['Ctrl+B', 'Show or hide the library'],
  ['Ctrl+J', 'Show or hide the answers'],
  ['Ctrl+,', 'Settings'],
  ['?', 'These shortcuts; Ctrl+/ too'],
  ['Document'],
  ['Ctrl+F', 'Find'],
  ['F3', 'Find the next; with Shift, the one before'],
  ['Ctrl+G', 'Go to a page'],
  ['N P', 'Next page, page before'],
  ['S', 'Step through its sentences; Enter asks what one was used for'],
  ['Ctrl+D', 'Compare two documents'],
  ['F7', 'Next change, while two versions are compared; with Shift, the one before'],
  ['Ctrl+Plus', 'Larger; Ctrl+− smaller, Ctrl+0 actual size'],
  ['Ctrl+1', 'Fit the width; Ctrl+2 fits the page'],
  ['Ctrl+R', 'Rotate'],
  ['Ctrl+Alt+C', 'Copy selected words with title and page'],
]

it('the cheat sheet says which key does what', () => {
  const { container } = render(<ShortcutsDialog onClose={() => {}} />)
  const rows = [...container.querySelectorAll('h3, dl > div')]
  const words = rows.map((row) => [...(row.matches('h3') ? [row] : row.children)].map((part) => part.textContent))
  expect(words).toEqual(SHEET)
})

/** "ctrl+shift+c" pressed. Of "ctrl++" the key is the last sign. */
function press(name: string): KeyboardEvent {
  const key = name.endsWith('+') ? '+' : name.split('+').at(-1)!
  const held = name.slice(0, -key.length).split('+')
  const [ctrlKey, altKey, shiftKey] = ['ctrl', 'alt', 'shift'].map((one) => held.includes(one))
  return new KeyboardEvent('keydown', { key, ctrlKey, altKey, shiftKey })
}

/** What the shell and the reader do, each asked alone. */
function pressed(name: string) {
  reader.runCommand.mockClear()
  const isReaders = windowKey(press(name))
  expect(reader.runCommand).toHaveBeenCalledTimes(isReaders ? 1 : 0)
  return { app: commandOf(press(name)), reader: reader.runCommand.mock.lastCall?.[0] }
}

const APP_KEYS = {
  'ctrl+k': 'ask',
  'ctrl+shift+s': 'summarize',
  'ctrl+d': 'compare',
  escape: 'cancel',
  'ctrl+.': 'cancel',
  'ctrl+e': 'export',
  'ctrl+s': 'save-analysis',
  'ctrl+l': 'toggle-lens',
  'ctrl+o': 'open',
  'ctrl+b': 'toggle-library',
  'ctrl+j': 'toggle-answer',
  'ctrl+,': 'settings',
  '?': 'shortcuts',
  'ctrl+/': 'shortcuts',
}

const READER_KEYS = {
  'ctrl+f': 'find',
  f3: 'find-next',
  'shift+f3': 'find-previous',
  'ctrl+=': 'zoom-in',
  'ctrl++': 'zoom-in',
  'ctrl+-': 'zoom-out',
  'ctrl+0': 'zoom-actual',
  'ctrl+1': 'fit-width',
  'ctrl+2': 'fit-page',
  'ctrl+r': 'rotate',
  'ctrl+g': 'go-to-page',
  'ctrl+alt+c': 'copy-citation',
}

describe('a key', () => {
  it.each(Object.entries(APP_KEYS))('%s: the shell does %s', (name, command) => {
    expect(pressed(name)).toEqual({ app: command, reader: undefined })
  })

  it.each(Object.entries(READER_KEYS))('%s: the reader does %s', (name, command) => {
    expect(pressed(name)).toEqual({ app: undefined, reader: command })
  })

  // all others, in every way one can hold them
  it('of no command does nothing', () => {
    const known = new Set([...Object.keys(APP_KEYS), ...Object.keys(READER_KEYS)])
    const keys = [...'abcdefghijklmnopqrstuvwxyz0123456789.,/-=+?', 'f3', 'escape', 'enter', 'plus', 'esc']
    const held = ['', 'ctrl+', 'alt+', 'shift+', 'ctrl+alt+', 'ctrl+shift+', 'alt+shift+', 'ctrl+alt+shift+']
    const isShifted = (key: string) => key.length > 1 || /[a-z]/.test(key)
    const names = keys.flatMap((key) => held.filter((one) => isShifted(key) || !/shift/.test(one)).map((h) => h + key))
    for (const name of names.filter((name) => !known.has(name)))
      expect({ name, ...pressed(name) }).toEqual({ name, app: undefined, reader: undefined })
  })
})
