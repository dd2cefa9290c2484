import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate, setMenu } from '../../../../electron/main/menu'
import { LINUX, MAC } from './menu_outlines'

const electron = vi.hoisted(() => ({
  app: { name: 'SparseLens', showAboutPanel: vi.fn() },
  Menu: { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() },
}))
vi.mock('electron', () => electron)

const templateOf = (platform: NodeJS.Platform, developer = false, command = (_id: string) => {}) =>
  menuTemplate(platform, command, developer)

/** Everything of a template but what is done: a line for each item. */
function outline(items: MenuItemConstructorOptions[], indent = ''): string[] {
  return items.flatMap(({ click, submenu, type, label, id, accelerator, role, ...rest }) => {
    expect(rest).toEqual({})
    const words = [label, id, accelerator, role && `role: ${role}`].filter((word) => word !== undefined)
    const line = type === 'separator' ? '-' : words.join(' | ')
    return [indent + line, ...outline((submenu ?? []) as MenuItemConstructorOptions[], `${indent}  `)]
  })
}

const all = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...all((item.submenu ?? []) as MenuItemConstructorOptions[])])

const click = (item: MenuItemConstructorOptions) => (item.click as () => void)()

describe('the menu', () => {
  it('of Linux and Windows', () => {
    expect(outline(templateOf('linux')).join('\n')).toBe(LINUX)
    expect(outline(templateOf('win32')).join('\n')).toBe(LINUX)
  })

  it('of macOS', () => {
    expect(outline(templateOf('darwin')).join('\n')).toBe(MAC)
  })

  it.each([
    ['linux', LINUX],
    ['darwin', MAC],
  ] as const)('of developers, on %s', (platform, plain) => {
    const full = '  role: togglefullscreen'
    expect(outline(templateOf(platform, true)).join('\n')).toBe(
      plain.replace(full, `${full}\n  -\n  role: toggleDevTools`),
    )
  })

  it.each(['linux', 'darwin'] as const)('tells which item was clicked, on %s', (platform) => {
    const command = vi.fn()
    const items = all(templateOf(platform, false, command)).filter(({ id }) => id !== undefined)
    for (const item of items) click(item)
    expect(command.mock.calls).toEqual(items.map(({ id }) => [id]))
    expect(items).toHaveLength(35)
  })

  it('is set for the platform it runs on', () => {
    setMenu(() => {}, false)
    const [template] = electron.Menu.buildFromTemplate.mock.lastCall as [MenuItemConstructorOptions[]]
    expect(outline(template)).toEqual(outline(templateOf(process.platform)))
    expect(electron.Menu.setApplicationMenu).toHaveBeenCalledWith(template)
  })

  it('shows what the app is', () => {
    click(all(templateOf('linux')).find(({ label }) => label === 'About SparseLens')!)
    expect(electron.app.showAboutPanel).toHaveBeenCalledOnce()
  })
})
