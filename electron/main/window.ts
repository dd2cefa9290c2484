import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { assetFile } from '../models/builtin'
import { wantsPageAgain } from './dialogs'
import { APP_PAGE } from './scheme'
import { openingPlace, SMALLEST, type WindowPlace } from './window_bounds'

/** What the window shows before the page has drawn; `--pane` of renderer/design/tokens.css. */
const BACKGROUND = { light: '#f6f6f4', dark: '#202124' }

export interface WindowOptions {
  /** Where it was when the app was closed. */
  place: WindowPlace | undefined
  /** Hears of every new place. */
  onMoved(place: WindowPlace): void
  developer: boolean
}

/** The one window. It shows itself when the page has drawn. */
export function openWindow({ place: was, onMoved, developer }: WindowOptions): BrowserWindow {
  const { maximized, ...bounds } = openingPlace(was, workAreas())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'SparseLens',
    // macOS and Windows take it from the package
    ...(process.platform === 'linux' && { icon: assetFile('icons', '256x256.png') }),
    show: false,
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: developer,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  rememberPlace(window, onMoved)
  followTheme(window)
  comeBack(window)
  window.loadURL(APP_PAGE)
  return window
}

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}

const background = () => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light)

function followTheme(window: BrowserWindow): void {
  const update = () => window.setBackgroundColor(background())
  nativeTheme.on('updated', update)
  window.once('closed', () => nativeTheme.off('updated', update))
}

/** How soon after it was loaded again a page has ended "at once", in milliseconds. */
const AT_ONCE = 10_000

/** A page whose process ended is loaded again: all it shows is in the library. Of one that ends at once the user decides. */
function comeBack(window: BrowserWindow): void {
  let loaded = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit') return
    if (Date.now() - loaded < AT_ONCE && !(await wantsPageAgain(window))) return window.close()
    loaded = Date.now()
    window.loadURL(APP_PAGE)
  })
}

/** Moving and resizing come in hundreds of events; the last one counts. */
function rememberPlace(window: BrowserWindow, onMoved: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | undefined
  const tell = () => onMoved({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(tell, 400)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('maximize', later)
  window.on('unmaximize', later)
  window.on('close', () => {
    clearTimeout(timer)
    tell()
  })
}
