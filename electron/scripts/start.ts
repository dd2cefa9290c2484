import { spawn } from 'node:child_process'
import { build, root } from './build'
import { type ElectronDist, findElectron, noteOn } from './electron_dist/find'
import { missingLibraries, sandboxProblem } from './linux'

/** Builds what changed and opens the window. What is given on the command line goes to the app. */
async function start(): Promise<void> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error(
      'There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): start SparseLens in a desktop session, or try "xvfb-run npm start". Without a window, "npm run analyze -- FILE" does the same work.',
    )
  }
  build()
  const electron = await findElectron()
  const note = noteOn(electron)
  if (note) console.error(note)
  run(electron, [...systemSwitches(electron), root, ...process.argv.slice(2)])
}

function systemSwitches(electron: ElectronDist): string[] {
  if (process.platform !== 'linux') return []
  const missing = missingLibraries(electron.executable)
  if (missing.length > 0) {
    throw new Error(
      `Electron needs system libraries that are not installed: ${missing.join(', ')} (Debian: libnss3 libgtk-3-0 libasound2 libgbm1 libatk-bridge2.0-0 libxss1 libxtst6).`,
    )
  }
  const switches: string[] = []
  const problem = sandboxProblem(electron.folder)
  if (problem) {
    console.error(`Starting without Chromium's sandbox: ${problem}`)
    switches.push('--no-sandbox')
  }
  // before Electron 38 it looks for X only
  if (!process.env.DISPLAY) switches.push('--ozone-platform=wayland')
  return switches
}

function run(electron: ElectronDist, args: string[]): void {
  const child = spawn(electron.executable, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(error))
  child.on('close', (status, signal) => process.exit(status ?? (signal ? 1 : 0)))
}

function fail(error: Error): never {
  console.error(error.message)
  process.exit(1)
}

start().catch(fail)
