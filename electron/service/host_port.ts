import { parentPort as workerPort } from 'node:worker_threads'
import type { Port } from '../shared/ipc/port'

/** What Electron puts into a utilityProcess. */
interface ElectronParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** The port to whoever started this process: an Electron utilityProcess, a Node child process, or a worker thread. */
export function hostPort(): Port {
  const { parentPort } = process as { parentPort?: ElectronParentPort }
  if (parentPort) {
    return {
      post: (message) => parentPort.postMessage(message),
      listen: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    }
  }
  if (process.send) {
    return {
      post: (message) => void process.send!(message),
      listen: (listener) => void process.on('message', listener),
    }
  }
  if (!workerPort) throw new Error('The engine was started by nobody it could answer to.')
  const port = workerPort
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => void port.on('message', listener),
  }
}
