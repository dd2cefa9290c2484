import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Running } from '../../electron/scripts/stage/launch'

let running: Running
beforeAll(async () => {
  running = await launch()
})
afterAll(() => running?.close())

test('the window opens with its name', async () => {
  expect(await running.window.title()).toContain('SparseLens')
})

test.runIf(process.platform === 'linux')('the page runs in a sandbox: Chromium says so, and the kernel', async () => {
  const processes = await running.app.evaluate(({ app }) => app.getAppMetrics())
  const pages = processes.filter((one) => one.type === 'Tab')
  expect(pages.length).toBeGreaterThan(0)
  for (const { sandboxed, pid } of pages) {
    // Electron knows it on macOS and Windows only
    expect(sandboxed ?? true).toBe(true)
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\s*2$/m)
    expect(status).toMatch(/^NoNewPrivs:\s*1$/m)
    expect(status).not.toMatch(/^Uid:\s*0/m)
  }
})

test('the page reaches nothing of Node', async () => {
  const globals = await running.window.evaluate(() => [typeof require, typeof process, typeof module])
  expect(globals).toEqual(['undefined', 'undefined', 'undefined'])
})
