import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROGRAM = join(ROOT, 'build', 'reader', 'reader.js')
const SCRIPT = join(ROOT, 'electron', 'scripts', 'reader_program.ts')

/** The program that reads files (electron/service/reader.ts), built when its sources have changed. */
export async function readerProgram(): Promise<string> {
  const built = changed(PROGRAM)
  if (built === undefined || built < lastChange()) await build()
  return PROGRAM
}

function changed(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

function lastChange(): number {
  const sources = readdirSync(join(ROOT, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('electron', name))
  return Math.max(...[...sources, 'package-lock.json'].map((name) => changed(join(ROOT, name)) ?? 0))
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    // file descriptor 2: what a build prints must not get into the results
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT], { cwd: ROOT, stdio: ['ignore', 2, 2] })
    child.on('error', reject)
    child.on('exit', (status) => {
      if (status === 0) resolve()
      else reject(new Error('the program that reads files could not be built: run "npm ci", then try again'))
    })
  })
}
