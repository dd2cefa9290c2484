import { engineEvents } from '../shared/ipc/contract'
import { serve, teller } from '../shared/ipc/port'
import { ReaderPlacesSchema } from '../shared/ipc/processes'
import { readerCalls } from '../shared/ipc/reader_calls'
import './as_node'
import { endsWith } from './ending'
import { hostPort } from './host_port'
import { readerHandlers } from './reader_handlers'
import { seal } from './sealed'

/** The reader's process: serves `readerCalls` for one file, shut in before it is handed that. */

/** Behind the engine that answers, and the window. */
const NICENESS = 10

endsWith('reader', NICENESS)
const sealed = seal(ReaderPlacesSchema.parse(JSON.parse(process.argv.at(-1)!)))
// it reads all the same: older kernels have no Landlock
if (sealed && !Object.values(sealed).every(Boolean)) {
  console.error(`SparseLens reader: not shut in ${JSON.stringify(sealed)}`)
}
// of the command line: Ctrl-C is for that one to hear, and without it nobody waits
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit())
const port = hostPort()
serve(port, readerCalls, readerHandlers(teller(port, engineEvents)))
