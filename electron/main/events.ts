import type { AppEvents } from '../ipc/calls'
import type { Tell } from '../ipc/port'

/** How main tells the page. */
export type TellPage = Tell<AppEvents>
