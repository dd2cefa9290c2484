import { join } from 'node:path'
import { expect, it } from 'vitest'
import { linesSchema } from '../../../../electron/cli/json_schema'

const FILE = join(import.meta.dirname, '..', '..', '..', '..', 'electron', 'cli', 'lines.schema.json')

it('the published schema is that of the lines (npm run test:unit -- -u writes it anew)', async () => {
  await expect(`${JSON.stringify(linesSchema(), null, 2)}\n`).toMatchFileSnapshot(FILE)
})
