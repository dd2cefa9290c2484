import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentOf } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { stage } from '../../electron/scripts/stage/stage'

let running: Running
beforeAll(async () => {
  running = await launch()
})
afterAll(() => running?.close())

/** Starts the app once more in the same home; resolves once that start has ended. */
async function startAgain(files: readonly string[]): Promise<number | null> {
  const { app } = await stage()
  const env = await environmentOf(running.home)
  const child = spawn(join(running.home, 'start'), ['--disable-gpu', app, ...files], { env, cwd: running.home })
  return new Promise((resolve) => child.on('exit', resolve))
}

/** More than Chromium's message to the first start holds, by far. */
const MISSING = Array.from({ length: 160 }, (_, i) => `${'long-name-'.repeat(23)}${i}.pdf`)

test('hands hundreds of files to the window that is open', async () => {
  writeFileSync(join(running.home, 'last.txt'), 'The pier of Westhaven was built in 1911 by Ada Finch. It is old.')
  await startAgain([...MISSING, 'last.txt'])
  await expect.poll(() => running.window.getByText('last.txt').count()).toBeGreaterThan(0)
  expect(running.app.process().exitCode).toBe(null)
})
