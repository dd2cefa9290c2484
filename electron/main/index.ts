import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

// placeholder until the real window is there
app.whenReady().then(() => {
  const window = new BrowserWindow({
    title: 'SparseLens',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
    },
  })
  window.loadFile(join(import.meta.dirname, '../renderer/index.html'))
})
app.on('window-all-closed', () => app.quit())
