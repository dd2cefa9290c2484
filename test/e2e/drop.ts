import type { ElectronApplication, Locator, Page } from 'playwright'

/** Drops real files onto an element, as the system does: the page gets File objects that have a path. */
export async function dropFiles(window: Page, target: Locator, files: string[]): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('The drop target is not in sight.')
  const session = await window.context().newCDPSession(window)
  try {
    const data = { items: [], files, dragOperationsMask: 1 }
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data })
    }
  } finally {
    await session.detach()
  }
}

/** Tells main that files were given, as the preload does of those that are dropped: from then on a page may name them. */
export async function givePaths(app: ElectronApplication, paths: string[]): Promise<void> {
  await app.evaluate(({ ipcMain }, paths) => {
    ipcMain.emit('given', { senderFrame: { url: 'sparselens://app/index.html', parent: null } }, paths)
  }, paths)
}
