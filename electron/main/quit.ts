import { app, type BrowserWindow } from 'electron'

/** Closing the window ends the app: the window goes at once, the app when everything is kept. Tells whether it ends. */
export function quitCleanly(window: BrowserWindow, close: () => Promise<void>): () => boolean {
  let quitting = false
  window.on('close', (event) => {
    event.preventDefault()
    window.hide()
    if (quitting) return
    quitting = true
    close()
      .catch((error) => console.error(error))
      .finally(() => app.exit(0))
  })
  // the menu's Quit, the system's end of session
  app.on('before-quit', (event) => {
    event.preventDefault()
    window.close()
  })
  return () => quitting
}
