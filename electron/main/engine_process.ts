import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { EngineProcess } from './engine_host'

/** The engine as a process of Electron's. */
export function startEngine(): EngineProcess {
  const child = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [], { serviceName: 'SparseLens engine' })
  return {
    port: {
      post: (message) => child.postMessage(message),
      listen: (listener) => child.on('message', listener),
    },
    // SIGKILL where there are signals: a hung engine answers no milder one
    kill: () => (child.pid === undefined ? child.kill() : killNow(child.pid)),
    onExit: (listener) => child.once('exit', (code) => listener(`exit code ${code}`)),
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended meanwhile
  }
}
