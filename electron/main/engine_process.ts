import { join } from 'node:path'
import { type ForkOptions, utilityProcess } from 'electron'
import { READER, type ReaderFolders } from '../shared/ipc/processes'
import type { EngineProcess } from './engine_host'

/** The engine as a process of Electron's. */
export const startEngine = (): EngineProcess => start([], { serviceName: 'SparseLens engine' })

/** The same program, to read files: what goes wrong with one takes no model with it, and it is shut in. */
export const startReader = (folders: ReaderFolders): EngineProcess =>
  start([READER, JSON.stringify(folders)], { serviceName: 'SparseLens reader' })

function start(args: string[], options: ForkOptions): EngineProcess {
  const child = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), args, options)
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
