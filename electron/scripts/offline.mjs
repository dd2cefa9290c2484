/** `npm run test:offline`: see offline/main.ts. Run from the TypeScript sources in this very process. */
import { register } from 'tsx/esm/api'

register()
await import('./offline/main.ts')
