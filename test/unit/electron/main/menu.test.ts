import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { LINUX, MAC } from './menu_outlines'

const electron = vi.hoisted(() => ({
  app: { name: 'SparseLens', showAboutPanel: vi.fn() },
  Menu: { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() },
}))
vi.mock('electron', () => electron)

async function templateOf(platform: NodeJS.Platform, developer = false, command = (_id: string) => {}) {
  Object.defineProperty(process, 'platform', { value: platform })
  vi.resetModules()
  const { setMenu } = await import('../../../../electron/main/menu')
  setMenu(command, developer)
  return electron.Menu.buildFromTemplate.mock.lastCall![0] as MenuItemConstructorOptions[]
}

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
  it('of Linux and Windows', async () => {
    expect(outline(await templateOf('linux')).join('\n')).toBe(LINUX)
    expect(outline(await templateOf('win32')).join('\n')).toBe(LINUX)
  })

  it('of macOS', async () => {
    expect(outline(await templateOf('darwin')).join('\n')).toBe(MAC)
  })

  it.each([
    ['linux', LINUX],
    ['darwin', MAC],
  ] as const)('of developers, on %s', async (platform, plain) => {
    const full = '  role: togglefullscreen'
    expect(outline(await templateOf(platform, true)).join('\n')).toBe(
      plain.replace(full, `${full}\n  -\n  role: toggleDevTools`),
    )
  })

  it.each(['linux', 'darwin'] as const)('tells which item was clicked, on %s', async (platform) => {
    const command = vi.fn()
    const items = all(await templateOf(platform, false, command)).filter(({ id }) => id !== undefined)
    for (const item of items) click(item)
    expect(command.mock.calls).toEqual(items.map(({ id }) => [id]))
    expect(items).toHaveLength(32)
  })

  it('shows what the app is', async () => {
    click(all(await templateOf('linux')).find(({ label }) => label === 'About SparseLens')!)
    expect(electron.app.showAboutPanel).toHaveBeenCalledOnce()
  })
})
