import { fork } from 'node:child_process'
import { join } from 'node:path'
import { engineCalls, engineEvents } from '../../electron/shared/ipc/contract'
import { connect, type Port } from '../../electron/shared/ipc/port'
import { ROOT } from './run_cli'

/** The engine's process, under Node instead of Electron. */
export function startEngine() {
  const child = fork(join(ROOT, 'electron', 'service', 'process.ts'), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    cwd: ROOT,
  })
  const port: Port = {
    post: (message) => void child.send(message as object),
    listen: (listener) => void child.on('message', listener),
  }
  const events: { event: string; data: unknown }[] = []
  const note = (event: string) => (data: unknown) => events.push({ event, data })
  const connection = connect(port, engineCalls, engineEvents, {
    'answer.sentence': note('answer.sentence'),
    'answer.progress': note('answer.progress'),
  })
  const lost = () => connection.close({ code: 'engine-lost', message: 'The engine ended.' })
  child.on('exit', lost)
  return { child, events, ask: connection.ask, close: () => child.kill('SIGKILL') }
}
