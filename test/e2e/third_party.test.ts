import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../electron/scripts/electron_dist/paths'
import { thirdParty } from '../../electron/scripts/third_party/document'

/** Here and not with the unit tests, as it looks into what was built. */
test('THIRD_PARTY.md says what the bundles and packages hold: "npm run third-party" writes it', () => {
  expect(readFileSync(join(root, 'THIRD_PARTY.md'), 'utf8')).toBe(thirdParty())
})
