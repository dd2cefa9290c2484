import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from '../../../../electron/main/menu'
import { COMMAND_IDS, isAppCommand, isReaderCommand, wordsOf } from '../../../../electron/shared/commands'
import { appEvents } from '../../../../electron/shared/ipc/contract'
import { CHEAT_SHEET, SECOND_KEYS } from '../../../../renderer/app/cheat_sheet'
import { keysOfCommands, readableKeys } from '../../../../renderer/reader/command_keys'

vi.mock('electron', () => ({ app: { name: 'SparseLens' }, Menu: {} }))

const PLATFORMS = ['linux', 'darwin'] as const

const idsOf = (items: MenuItemConstructorOptions[]): string[] =>
  items.flatMap(({ id, submenu }) => [...(id ? [id] : []), ...idsOf((submenu ?? []) as MenuItemConstructorOptions[])])

const inMenu = (platform: NodeJS.Platform) => idsOf(menuTemplate(platform, () => {}, true))

/** "CmdOrCtrl+Shift+C" and "Shift+Ctrl+C" are the same keys. */
const sameKeys = (accelerator: string, platform: NodeJS.Platform) =>
  accelerator
    .replace('CmdOrCtrl', platform === 'darwin' ? 'Cmd' : 'Ctrl')
    .split('+')
    .sort()
    .join('+')

const twice = (words: string[]) => words.filter((word, i) => words.indexOf(word) !== i)

describe('commands', () => {
  it.each(PLATFORMS)('are in the menu or have a key, on %s', (platform) => {
    const menu = inMenu(platform)
    expect(COMMAND_IDS.filter((id) => !menu.includes(id) && !wordsOf(id).keys)).toEqual([])
  })

  it.each(PLATFORMS)('are no more than once in the menu, each by its own name, on %s', (platform) => {
    expect(twice(inMenu(platform))).toEqual([])
    expect(twice(COMMAND_IDS)).toEqual([])
    expect(twice(COMMAND_IDS.map((id) => wordsOf(id).label))).toEqual([])
  })

  it.each(PLATFORMS)('share no accelerator, on %s', (platform) => {
    const keys = COMMAND_IDS.flatMap((id) => {
      const { keys, macKeys } = wordsOf(id)
      return (platform === 'darwin' && macKeys) || keys || []
    })
    expect(twice(keys.map((one) => sameKeys(one, platform)))).toEqual([])
  })

  it('share no key of the page', () => {
    const names = [...keysOfCommands(isAppCommand), ...keysOfCommands(isReaderCommand)].map(([name]) => name)
    expect(twice([...names, ...Object.values(SECOND_KEYS).map(({ name }) => name)])).toEqual([])
  })

  it('are in the cheat sheet once if they have words for it, and no key is there twice', () => {
    const lines = CHEAT_SHEET.flatMap(({ shortcuts }) => shortcuts)
    for (const { what, keys } of COMMAND_IDS.map(wordsOf).filter(({ what }) => what !== undefined))
      expect(lines.filter((line) => line.what === what)).toEqual([{ what, keys: readableKeys(keys!) }])
    expect(twice(lines.map(({ keys }) => keys))).toEqual([])
  })

  it('are the only ones the page is told', () => {
    const isTold = (command: string) => appEvents['app.command'].safeParse({ command }).success
    expect(COMMAND_IDS.every(isTold)).toBe(true)
    expect(['', 'Open', 'constructor', 'close-window'].filter(isTold)).toEqual([])
  })
})
