/** `npm run dist`: see dist.ts. Run from the TypeScript sources in this very process, so that signals reach it. */
import { register } from 'tsx/esm/api'

register()
await import('./dist.ts')
