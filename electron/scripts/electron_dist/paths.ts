import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..', '..')
/** What is fetched or made once and may be deleted at any time. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'sparselens')
