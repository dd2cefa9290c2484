import type { AppEvents } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'

/** How main tells the page. */
export type TellPage = Tell<AppEvents>
