import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDocument } from '../../electron/documents/read'
import { scans } from './make'
import { measure, type Reading, share } from './measure'

/**
 * Makes the scans, reads them and prints how well: `npx tsx test/scans/main.ts [WORD [FOLDER]]`; only those in whose names
 * WORD stands, and kept in FOLDER, with what was read.
 */
const [, , word = '', keep] = process.argv
const folder = keep ?? (await mkdtemp(join(tmpdir(), 'scans-')))
await mkdir(folder, { recursive: true })

const line = (file: string, one: Reading, note = '') =>
  console.log(
    `| ${file} | ${share(one.errors, one.characters)} | ${share(one.placed, one.words)} | ${one.words} | ${one.wrongMarked} of ${one.wrong} | ${one.rightMarked} of ${one.right} | ${note}`,
  )

console.log(
  '| scan | characters wrong | words within 2 pt | words | wrong words marked | right words marked |\n|---|---|---|---|---|---|',
)
const all: Reading[] = []
for await (const scan of scans(word)) {
  const path = join(folder, scan.file)
  await writeFile(path, scan.data)
  const document = await readDocument(path)
  if (keep) await writeFile(`${path}.json`, JSON.stringify({ ...document, truth: scan.words }, null, 1))
  const one = measure(scan, document)
  all.push(one)
  line(scan.file, one, scan.what)
}
const sum = (name: keyof Reading) => all.reduce((total, one) => total + one[name], 0)
line(
  'all',
  Object.fromEntries(Object.keys(all[0]!).map((name) => [name, sum(name as keyof Reading)])) as unknown as Reading,
)
console.log(`Most memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
if (!keep) await rm(folder, { recursive: true })
