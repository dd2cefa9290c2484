import { join } from 'node:path'
import { type BrowserWindow, app as electron, ipcMain, nativeTheme, protocol } from 'electron'
import type { AppEvents, EventData } from '../shared/ipc/calls'
import { App } from './app'
import { systemDialogs } from './dialogs'
import { startEngine, startReader } from './engine_process'
import { GivenPaths } from './given_paths'
import { filesOf } from './handed_files'
import { appHandlers } from './handlers'
import { isTrusted, type Reply, reply } from './ipc'
import { setAboutPanel, setMenu } from './menu'
import { respond } from './protocol'
import { quitCleanly } from './quit'
import { systemSecrets } from './safe_storage'
import { SCHEME } from './scheme'
import { lockSession } from './security'
import { openWindow } from './window'
import { WindowPlaceSchema } from './window_bounds'

/** The app, from the moment Electron is ready. `files` are opened; macOS adds to them until then. */
export async function run(files: string[]): Promise<void> {
  let window: BrowserWindow | undefined
  const tell = <N extends keyof AppEvents & string>(name: N, data: EventData<AppEvents, N>) => {
    if (window && !window.isDestroyed()) window.webContents.send('event', name, data)
  }
  const developer = !electron.isPackaged
  const app = await App.open({
    root: electron.getPath('userData'),
    version: electron.getVersion(),
    startEngine,
    processNames,
    startReader,
    tell,
    dialogs: systemDialogs(() => window!),
    secrets: systemSecrets,
  })

  lockSession()
  protocol.handle(SCHEME, (request) => respond(served(app), request))
  answerThePage(app)
  followSettings(app)
  setMenu((command) => tell('app.command', { command }), developer)
  setAboutPanel()

  window = openWindow({
    place: app.library.settings.read('window', WindowPlaceSchema),
    onMoved: (place) => app.remember('window', place),
    developer,
  })
  const isQuitting = quitCleanly(window, () => app.close())
  openFiles(app, window, files, isQuitting)
  app.start()
}

const processNames = () =>
  new Map(electron.getAppMetrics().map(({ pid, type, name }) => [pid, name ?? PROCESSES[type] ?? type]))

/** What Chromium calls its processes, as the user knows them. */
const PROCESSES: Partial<Record<Electron.ProcessMetric['type'], string>> = {
  Browser: 'SparseLens itself',
  Tab: 'The window’s page',
  GPU: 'Drawing',
  Zygote: 'Sandbox',
}

const served = (app: App) => ({
  page: join(import.meta.dirname, '../renderer'),
  document: (id: string) => app.pictures.shown(id),
})

function answerThePage(app: App): void {
  const handlers = appHandlers(app)
  const given = new GivenPaths()
  ipcMain.on('given', (event, paths: unknown) => {
    if (isTrusted(event)) given.add(paths)
  })
  ipcMain.handle('call', (event, name: unknown, input: unknown) => {
    if (!isTrusted(event)) return refused('Only the app itself may ask.')
    if (!given.have(input)) return refused('Drop or pick the file: the page can name none by itself.')
    app.problems.ready()
    return reply(handlers, name, input)
  })
}

const refused = (message: string): Reply => ({ ok: false, failure: { code: 'bad-argument', message } })

function followSettings(app: App): void {
  nativeTheme.themeSource = app.settings.get().theme
  app.settings.onChange(({ theme }) => {
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
  })
}

/** Files from the command line, from a second instance, from macOS. */
function openFiles(app: App, window: BrowserWindow, first: string[], isQuitting: () => boolean): void {
  const open = (paths: string[]) => {
    if (paths.length > 0) app.imports.add(paths, { show: true })
  }
  electron.on('second-instance', (_event, _argv, _folder, data) => {
    const files = filesOf(data)
    if (isQuitting()) return electron.relaunch({ args: [...process.argv.slice(1), ...files] })
    if (window.isMinimized()) window.restore()
    window.focus()
    open(files)
  })
  electron.removeAllListeners('open-file')
  electron.on('open-file', (event, path) => {
    event.preventDefault()
    open([path])
  })
  // the page must hear of the imports
  window.webContents.once('did-finish-load', () => open(first))
}
