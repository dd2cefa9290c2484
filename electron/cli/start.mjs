/**
 * Starts the command line from its TypeScript sources in this very process, and package.json runs it by `exec`: with npm
 * between us and the caller, every further process would lose signals or exit statuses.
 */
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
