import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, root } from '../build'
import { thirdParty } from './document'

/** `npm run third-party`: builds, and writes THIRD_PARTY.md anew. */
build()
writeFileSync(join(root, 'THIRD_PARTY.md'), thirdParty())
