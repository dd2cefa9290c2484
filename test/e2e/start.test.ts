import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { until } from './page'

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

test('a page that ends twice in a row is loaded again once the user says so', async () => {
  const { app } = running
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
  })
  const ended: number[] = []
  // Playwright has no use for a page that ended
  const next = () =>
    until('another page', () =>
      app.evaluate(async ({ app: electron, BrowserWindow }, ended) => {
        const pid = electron.getAppMetrics().find(({ type, pid }) => type === 'Tab' && !ended.includes(pid))?.pid
        const page = BrowserWindow.getAllWindows()[0]!.webContents
        const isThere = pid && !page.isCrashed() && (await page.executeJavaScript('true').catch(() => false))
        return isThere ? pid : undefined
      }, ended),
    )
  for (let i = 0; i < 2; i++) {
    ended.push(await next())
    process.kill(ended.at(-1)!, 'SIGKILL')
  }
  expect(ended).not.toContain(await next())
})
