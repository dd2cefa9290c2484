import { engineCalls, engineEvents } from '../shared/ipc/contract'
import { serve, teller } from '../shared/ipc/port'
import './as_node'
import { endsWith } from './ending'
import { engineHandlers } from './handlers'
import { hostPort } from './host_port'

/** The engine's process: serves `engineCalls` to main. Everything it does is in service/, which knows no Electron. */

/** A little behind the window, but not so far that any other busy program starves it. */
const NICENESS = 4

endsWith('engine', NICENESS)
const port = hostPort()
serve(port, engineCalls, engineHandlers(teller(port, engineEvents)))
