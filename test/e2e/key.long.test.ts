import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { givePaths } from './drop'
import { putLease } from './lease'
import { ask, until } from './page'

/** The key of a server stands in no file and in no log, whether the system can keep it or not. */

const KEY = 'sk-never-written-6f1c2d'
// what a file could hold of it; base64 at each of its three offsets
const FORMS = [
  Buffer.from(KEY),
  Buffer.from(KEY, 'utf16le'),
  ...[0, 1, 2].map((skip) => Buffer.from(Buffer.from(KEY.slice(skip)).toString('base64').slice(0, 24))),
  Buffer.from(Buffer.from(KEY).toString('hex')),
]

const home = makeHome()
let running: Running
beforeAll(async () => {
  running = await launch({ home })
})
afterAll(() => running?.close())

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function filesWithKey(): string[] {
  const read = (file: string) => {
    try {
      // what is gone meanwhile holds nothing
      return statSync(file).size < 2 ** 28 ? readFileSync(file) : Buffer.alloc(0)
    } catch {
      return Buffer.alloc(0)
    }
  }
  return filesBelow(home).filter((file) => FORMS.some((form) => read(file).includes(form)))
}

test('a key that is used is in no file and in no log, and gone with the server', async () => {
  const { window } = running
  const endpoint = { address: 'http://127.0.0.1:1' }
  const { settings, isKeyKept } = await ask(window, 'endpoint.use', { endpoint, key: KEY })
  expect(settings.endpoint).toEqual(endpoint)
  // with a server nothing is summarized by itself
  const lease = putLease(home)
  await givePaths(running.app, [lease])
  await ask(window, 'library.add', { paths: [lease] })
  const document = await until('the document', async () => (await ask(window, 'library.list'))[0]?.id)
  await ask(window, 'answers.ask', { document, request: { kind: 'question', question: 'What is the rent?' } })
  const failed = await until('the failure', async () =>
    (await ask(window, 'answers.list', { document })).find(({ problem }) => problem?.includes("can't be reached")),
  )
  expect(JSON.stringify(failed)).not.toContain(KEY)
  expect(filesWithKey()).toEqual([])
  await running.close()
  expect(running.log()).not.toContain(KEY)
  expect(filesWithKey()).toEqual([])
  // the search finds what is there: the address is in the library
  const named = filesBelow(home).filter((file) => readFileSync(file).includes(endpoint.address))
  expect(named.length).toBeGreaterThan(0)
  running = await launch({ home })
  const again = await ask(running.window, 'app.settings')
  expect(again.endpoint).toEqual(endpoint)
  expect(await ask(running.window, 'endpoint.leave')).toMatchObject({ endpoint: null })
  expect(filesWithKey()).toEqual([])
  // in CI there is no keyring; on a desktop the same holds with one
  expect(typeof isKeyKept).toBe('boolean')
})
