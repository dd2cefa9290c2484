import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { type Command, wordsOf } from '../shared/commands'
import { type Entry, LINE, menus } from './menu_table'

/** The application menu. Whatever the page does, it hears of as app.command (electron/shared/commands.ts). */
export function setMenu(command: (command: Command) => void, developer: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, command, developer)))
}

export function menuTemplate(
  platform: NodeJS.Platform,
  command: (command: Command) => void,
  developer: boolean,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const item = (id: Command): MenuItemConstructorOptions => {
    const { label, keys, macKeys } = wordsOf(id)
    return { label, accelerator: (isMac && macKeys) || keys, id, click: () => command(id) }
  }
  const draw = (entry: Entry): MenuItemConstructorOptions => {
    if (entry === LINE) return { type: 'separator' }
    if (typeof entry === 'string') return item(entry)
    if (!('entries' in entry)) return entry
    const { entries, ...menu } = entry
    return { ...menu, submenu: entries.map(draw) }
  }
  return menus(isMac, developer).map(draw)
}

export function setAboutPanel(): void {
  app.setAboutPanelOptions({
    applicationName: 'SparseLens',
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence',
    credits:
      'Reads documents offline with DeepSeek sparse attention and shows what the model really read. Who made its parts: Help > Licences of Its Parts.',
  })
}
