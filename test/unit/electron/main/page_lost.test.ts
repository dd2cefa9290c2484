import { beforeEach, expect, it, vi } from 'vitest'
import { APP_PAGE } from '../../../../electron/main/scheme'
import { openWindow } from '../../../../electron/main/window'

/** What happens once the page's process has ended. */

const electron = vi.hoisted(() => {
  const gone: ((event: object, details: { reason: string }) => void)[] = []
  const windows: BrowserWindow[] = []
  class BrowserWindow {
    webContents = {
      on: (name: string, listener: (typeof gone)[0]) => name === 'render-process-gone' && gone.push(listener),
    }
    once = vi.fn()
    on = vi.fn()
    show = vi.fn()
    close = vi.fn()
    loadURL = vi.fn()
    constructor() {
      windows.push(this)
    }
  }
  const display = { id: 1, workArea: { x: 0, y: 0, width: 1000, height: 800 } }
  const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] }
  const dialog = { showMessageBox: vi.fn() }
  return { gone, windows, BrowserWindow, screen, dialog, nativeTheme: { shouldUseDarkColors: false, on: vi.fn() } }
})
vi.mock('electron', () => electron)

const LOAD_AGAIN = 0
const QUIT = 1

let window: (typeof electron.windows)[0]
beforeEach(() => {
  vi.useFakeTimers()
  electron.dialog.showMessageBox.mockReset()
  openWindow({ place: undefined, onMoved: () => {}, developer: false })
  window = electron.windows.at(-1)!
  window.loadURL.mockClear()
  return () => vi.useRealTimers()
})

const end = async (reason = 'crashed') => {
  electron.gone.at(-1)!({}, { reason })
  await vi.advanceTimersByTimeAsync(0)
}
const asked = () => electron.dialog.showMessageBox.mock.calls.length

it('it is loaded again', async () => {
  await end()
  expect(window.loadURL.mock.calls).toEqual([[APP_PAGE]])
  expect(asked()).toBe(0)
})

it('it is loaded again as often as it ends now and then', async () => {
  for (let i = 0; i < 3; i++) {
    await end()
    await vi.advanceTimersByTimeAsync(11_000)
  }
  expect(window.loadURL).toHaveBeenCalledTimes(3)
  expect(asked()).toBe(0)
})

it('one that ends again at once is loaded again if the user says so, each time', async () => {
  electron.dialog.showMessageBox.mockResolvedValue({ response: LOAD_AGAIN })
  await end()
  await end()
  const [parent, { message, detail, buttons }] = electron.dialog.showMessageBox.mock.calls[0]!
  expect(parent).toBe(window)
  expect(message).toBe('The window’s contents ended twice in a row.')
  expect(detail).toContain('Load the contents again')
  expect(buttons).toEqual(['Load again', 'Quit'])
  expect(window.loadURL).toHaveBeenCalledTimes(2)
  await end()
  expect(asked()).toBe(2)
  expect(window.loadURL).toHaveBeenCalledTimes(3)
  expect(window.close).not.toHaveBeenCalled()
})

it('or the app quits, as by its window', async () => {
  electron.dialog.showMessageBox.mockResolvedValue({ response: QUIT })
  await end()
  await end()
  expect(window.close).toHaveBeenCalledTimes(1)
  expect(window.loadURL).toHaveBeenCalledTimes(1)
  // a dialog needs something to stand on
  expect(window.show).toHaveBeenCalled()
})

it('one that ended because it was told to stays away', async () => {
  await end('clean-exit')
  expect(window.loadURL).not.toHaveBeenCalled()
})
