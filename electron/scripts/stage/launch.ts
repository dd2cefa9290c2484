import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { environmentOf, makeHome } from './home'
import { stage } from './stage'
import { writeWrapper } from './user'

export interface LaunchOptions {
  /** From makeHome(), to start again where an earlier run ended; a fresh one if undefined. */
  home?: string
  /** For the app. */
  args?: string[]
  env?: Record<string, string>
  /** An installed app's program, instead of the one built in out/. */
  executable?: string
}

export interface Running {
  app: ElectronApplication
  window: Page
  home: string
  /** What the processes wrote to stdout and stderr and the page to its console, as far as it says anything. */
  log(): string
  /** Ends the app as a user would; kills it if it doesn't end within 15 s. */
  close(): Promise<void>
}

const SECONDS = 1000
/** There is no system bus in a container, and Chromium tells so many times. */
const NOISE = /dbus|bus\.cc|viz_main_impl|gpu_process_host|Debugger listening|DevTools listening|nodejs\.org\/en\/docs/

/** Starts the built app on a display, sandboxed, in a home of its own; resolves when its window has loaded. */
export async function launch(options: LaunchOptions = {}): Promise<Running> {
  const home = options.home ?? makeHome()
  const { electron, app: folder } = await stage()
  const wrapper = join(home, 'start')
  writeWrapper(wrapper, options.executable ?? electron.executable)
  const app = await _electron.launch({
    executablePath: wrapper,
    args: ['--disable-gpu', ...(options.executable ? [] : [folder]), ...(options.args ?? [])],
    cwd: home,
    chromiumSandbox: true,
    timeout: 60 * SECONDS,
    env: {
      ...(await environmentOf(home)),
      ...options.env,
    },
  })
  const lines = collectLog(app)
  const log = () => lines.join('\n')
  try {
    const window = await app.firstWindow({ timeout: 60 * SECONDS })
    await window.waitForLoadState('load')
    window.setDefaultTimeout(120 * SECONDS)
    return { app, window, home, log, close: () => close(app) }
  } catch (error) {
    await close(app)
    throw new Error(`No window came up:\n${log()}`, { cause: error })
  }
}

function collectLog(app: ElectronApplication): string[] {
  const lines: string[] = []
  const add = (text: string) => {
    for (const line of text.split('\n')) if (line.trim() && !NOISE.test(line)) lines.push(line)
  }
  app.process().stdout?.on('data', (data: Buffer) => add(data.toString()))
  app.process().stderr?.on('data', (data: Buffer) => add(data.toString()))
  app.on('window', (page) => {
    page.on('console', (message) => add(`page ${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => add(`page error: ${error.stack ?? error.message}`))
  })
  return lines
}

async function close(app: ElectronApplication): Promise<void> {
  const child = app.process()
  if (child.exitCode !== null || child.signalCode !== null) return
  const timer = setTimeout(() => child.kill('SIGKILL'), 15 * SECONDS)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
  }
}

/** Saves a picture of the window, for a person to look at. */
export async function picture(window: Page, path: string): Promise<void> {
  writeFileSync(path, await window.screenshot())
}
