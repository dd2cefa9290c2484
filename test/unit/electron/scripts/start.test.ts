import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingLibraries } from '../../../../electron/scripts/linux'

const start = join(import.meta.dirname, '../../../../electron/scripts/start.mjs')

test.runIf(process.platform === 'linux')('npm start without a display says so in one sentence', () => {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const { status, stderr } = spawnSync(process.execPath, [start], { env, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^There is no display[^\n]+\n$/)
})

test.runIf(process.platform === 'linux')('a program with all its libraries lacks none', () => {
  expect(missingLibraries(process.execPath)).toEqual([])
})
