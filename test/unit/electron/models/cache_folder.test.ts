import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../../../../electron/models/cache_folder'

const folder = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) =>
  cacheFolder(platform, env, '/home/ada').replaceAll('\\', '/')

describe('cacheFolder', () => {
  it('follows XDG on Linux, and ignores a relative path there', () => {
    expect(folder('linux')).toBe('/home/ada/.cache/sparselens')
    expect(folder('linux', { XDG_CACHE_HOME: '/fast' })).toBe('/fast/sparselens')
    expect(folder('linux', { XDG_CACHE_HOME: 'fast' })).toBe('/home/ada/.cache/sparselens')
  })

  it('is where macOS and Windows keep such files', () => {
    expect(folder('darwin')).toBe('/home/ada/Library/Caches/sparselens')
    expect(folder('win32', { LOCALAPPDATA: '/local' })).toBe('/local/sparselens')
    expect(folder('win32')).toBe('/home/ada/AppData/Local/sparselens')
  })
})
