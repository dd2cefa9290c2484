import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { installedFile, onDisk } from '../../../../electron/engine/installed_file'

test('finds files of the project from within it', () => {
  expect(existsSync(installedFile('native', 'llama.cpp.json')!)).toBe(true)
  expect(installedFile('no', 'such', 'file')).toBeUndefined()
})

test('what the system loads lies beside a packaged app’s archive', () => {
  expect(onDisk('/opt/SparseLens/resources/app.asar/out/main')).toBe(
    '/opt/SparseLens/resources/app.asar.unpacked/out/main',
  )
  expect(onDisk('/opt/SparseLens/resources/app.asar')).toBe('/opt/SparseLens/resources/app.asar.unpacked')
  expect(onDisk('/opt/x/app.asar.unpacked/out')).toBe('/opt/x/app.asar.unpacked/out')
  expect(onDisk('/home/me/myapp.asarx/out')).toBe('/home/me/myapp.asarx/out')
})
