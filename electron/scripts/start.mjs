/** `npm start`: see start.ts. Run from the TypeScript sources in this very process, so that signals reach it. */
import { register } from 'tsx/esm/api'

register()
await import('./start.ts')
