import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { ReaderPlaces } from '../shared/ipc/processes'
import type { EngineProcess } from './engine_host'

/** The engine as a process of Electron's. */
export const startEngine = (): EngineProcess => start('engine')

/** One that reads a file: what goes wrong with it takes no model with it, and it is shut in. */
export const startReader = (places: ReaderPlaces): EngineProcess => start('reader', JSON.stringify(places))

function start(name: 'engine' | 'reader', ...args: string[]): EngineProcess {
  const program = join(import.meta.dirname, `${name}.js`)
  const child = utilityProcess.fork(program, args, { serviceName: `SparseLens ${name}` })
  return {
    port: {
      post: (message) => child.postMessage(message),
      listen: (listener) => child.on('message', listener),
    },
    // SIGKILL where there are signals: a hung engine answers no milder one
    kill: () => (child.pid === undefined ? child.kill() : killNow(child.pid)),
    onExit: (listener) => child.once('exit', (code) => listener(`exit code ${exitCode(code)}`)),
  }
}

/** Electron 33 hands over what the system says of a process that ended by itself: its exit code in the second byte. */
const exitCode = (told: number): number => (told > 0xff ? (told >> 8) & 0xff : told)

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended meanwhile
  }
}
