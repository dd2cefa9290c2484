import { setPriority } from 'node:os'
import { engineCalls, engineEvents } from '../shared/ipc/contract'
import { serve, teller } from '../shared/ipc/port'
import { READER, ReaderFoldersSchema } from '../shared/ipc/processes'
import './as_node'
import { engineHandlers } from './handlers'
import { hostPort } from './host_port'
import { seal } from './sealed'

/** The engine's process: serves `engineCalls` to main. Everything it does is in service/, which knows no Electron. */

function endOf(error: unknown): never {
  process.stderr.write(`SparseLens engine: ${(error as Error)?.stack ?? error}\n`)
  process.exit(1)
}
process.on('uncaughtException', endOf)
process.on('unhandledRejection', endOf)

/**
 * A little behind the window, but not so far that any other busy program starves it; where files are read, behind the
 * one that answers, too.
 */
const NICENESS = process.argv.includes(READER) ? 10 : 4
try {
  setPriority(NICENESS)
} catch {
  // some systems don't allow it
}

const folders = process.argv.at(-2) === READER && process.argv.at(-1)
const sealed = folders && seal(ReaderFoldersSchema.parse(JSON.parse(folders)))
// it reads all the same: older kernels have no Landlock
if (sealed && !(sealed.files && sealed.calls)) console.error(`SparseLens reader: not shut in ${JSON.stringify(sealed)}`)

const port = hostPort()
serve(port, engineCalls, engineHandlers(teller(port, engineEvents)))
