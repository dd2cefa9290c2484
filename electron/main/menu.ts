import { app, Menu, type MenuItemConstructorOptions } from 'electron'

const isMac = process.platform === 'darwin'

/** The application menu. Whatever the page does, it hears of as app.command, by the words below. */
export function setMenu(command: (command: string) => void, developer: boolean): void {
  const item = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    id: name,
    click: () => command(name),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,')

  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('Open…', 'open', 'CmdOrCtrl+O'),
      item('Open the Sample', 'open-sample'),
      line,
      item('Save Analysis…', 'save-analysis', 'CmdOrCtrl+S'),
      {
        label: 'Export Answer',
        submenu: [
          item('As Web Page…', 'export', 'CmdOrCtrl+E'),
          item('As Markdown…', 'export-markdown'),
          line,
          item('Trace as JSON Lines…', 'export-trace-lines'),
          item('Trace as Binary…', 'export-trace'),
        ],
      },
      item('Copy Answer as Markdown', 'copy-answer', 'CmdOrCtrl+Shift+C'),
      ...(isMac ? [] : [line, settings, line, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      line,
      { role: 'cut' },
      { role: 'copy' },
      item('Copy with Citation', 'copy-citation', 'CmdOrCtrl+Alt+C'),
      { role: 'paste' },
      { role: 'selectAll' },
      line,
      item('Find in Document…', 'find', 'CmdOrCtrl+F'),
      item('Find Next', 'find-next', isMac ? 'Cmd+G' : 'F3'),
      item('Find Previous', 'find-previous', isMac ? 'Shift+Cmd+G' : 'Shift+F3'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('Zoom In', 'zoom-in', 'CmdOrCtrl+Plus'),
      item('Zoom Out', 'zoom-out', 'CmdOrCtrl+-'),
      item('Actual Size', 'zoom-actual', 'CmdOrCtrl+0'),
      item('Fit Width', 'fit-width', 'CmdOrCtrl+1'),
      item('Fit Page', 'fit-page', 'CmdOrCtrl+2'),
      item('Rotate Clockwise', 'rotate', 'CmdOrCtrl+R'),
      line,
      item('Go to Page…', 'go-to-page', isMac ? 'Alt+Cmd+G' : 'Ctrl+G'),
      item('Outline and Thumbnails', 'toggle-outline', 'CmdOrCtrl+Shift+O'),
      line,
      item('Library', 'toggle-library', 'CmdOrCtrl+B'),
      item('Answer', 'toggle-answer', 'CmdOrCtrl+J'),
      item('Lens', 'toggle-lens', 'CmdOrCtrl+L'),
      item('What It Saves…', 'cost'),
      line,
      { role: 'togglefullscreen' },
      ...(developer ? [line, { role: 'toggleDevTools' } as const] : []),
    ],
  }
  const ask: MenuItemConstructorOptions = {
    label: '&Ask',
    submenu: [
      item('Ask a Question', 'ask', 'CmdOrCtrl+K'),
      item('Summarize', 'summarize', 'CmdOrCtrl+Shift+S'),
      item('Stop', 'cancel', 'CmdOrCtrl+.'),
      line,
      item('Experiments…', 'experiments'),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: '&Help',
    submenu: [
      item('Guided Look', 'tour'),
      item('Keyboard Shortcuts', 'shortcuts', 'CmdOrCtrl+/'),
      item("The Built-in Model's Card", 'model-card'),
      ...(isMac ? [] : [line, { label: 'About SparseLens', click: () => app.showAboutPanel() }]),
    ],
  }
  const mac: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      line,
      settings,
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  }
  const template = [file, edit, view, ask, { role: 'windowMenu' } as const, help]
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [mac, ...template] : template))
}

export function setAboutPanel(): void {
  app.setAboutPanelOptions({
    applicationName: 'SparseLens',
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence',
    credits: 'Reads documents offline with DeepSeek sparse attention and shows what the model really read.',
  })
}
