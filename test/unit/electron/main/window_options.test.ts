import { expect, it, vi } from 'vitest'
import { openWindow } from '../../../../electron/main/window'

const electron = vi.hoisted(() => {
  const made: { webPreferences: Record<string, unknown> }[] = []
  class BrowserWindow {
    webContents = { on: vi.fn() }
    once = vi.fn()
    on = vi.fn()
    loadURL = vi.fn()
    constructor(options: (typeof made)[0]) {
      made.push(options)
    }
  }
  const display = { id: 1, workArea: { x: 0, y: 0, width: 1000, height: 800 } }
  const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] }
  return { made, BrowserWindow, screen, nativeTheme: { shouldUseDarkColors: false, on: vi.fn() } }
})
vi.mock('electron', () => electron)

it.each([false, true])('the page is shut in; developer: %s', (developer) => {
  openWindow({ place: undefined, onMoved: () => {}, developer })
  const { preload, ...preferences } = electron.made.at(-1)!.webPreferences
  expect(preload).toMatch(/preload[/\\]index\.cjs$/)
  // exactly these: whatever else Electron offers would open something
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: developer,
  })
})
