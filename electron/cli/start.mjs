/**
 * Starts the command line from its TypeScript sources in this very process: with npm between us and the caller, a chain
 * of processes would lose signals and exit statuses.
 */
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
