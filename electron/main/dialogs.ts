import { dirname, extname } from 'node:path'
import * as electron from 'electron'
import { type BrowserWindow, clipboard, dialog, nativeImage } from 'electron'
import { READABLE_ENDINGS } from '../documents/readable'
import { ANALYSIS } from '../export/names'
import type { ExportKind } from '../shared/ipc/export_data'
import type { SystemDialogs } from './system_dialogs'

const EXPORTS: Record<ExportKind | 'statistics', { title: string; name: string }> = {
  report: { title: 'Export the answer', name: 'Web page' },
  markdown: { title: 'Export the answer', name: 'Markdown' },
  'trace-lines': { title: 'Export the trace', name: 'JSON lines' },
  trace: { title: 'Export the trace', name: 'SparseLens trace' },
  statistics: { title: 'Export the statistics', name: 'CSV' },
  analysis: { title: 'Save the analysis', name: 'SparseLens analysis' },
}

/** The system's dialogs, on top of the window. */
export function systemDialogs(window: () => BrowserWindow): SystemDialogs {
  // from Electron 43 on the system no longer remembers it
  let folder: string | undefined
  const pick = async (options: electron.OpenDialogOptions) => {
    const { filePaths } = await dialog.showOpenDialog(window(), { ...(folder && { defaultPath: folder }), ...options })
    if (filePaths[0]) folder = dirname(filePaths[0])
    return filePaths
  }
  return {
    pickDocuments: () =>
      pick({
        title: 'Open documents',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Documents, saved analyses and kept answers', extensions: [...READABLE_ENDINGS, ANALYSIS, 'json'] },
          { name: 'All files', extensions: ['*'] },
        ],
      }),
    async pickModel(what) {
      const [chosen] = await pick({
        title: 'Choose a model',
        message: 'A DeepSeek V3.2-Exp GGUF with its indexers; of several parts, any one',
        properties: [what === 'file' ? 'openFile' : 'openDirectory'],
        filters: what === 'file' ? [{ name: 'GGUF models', extensions: ['gguf'] }] : [],
      })
      return chosen
    },
    async pickTemplate() {
      const [chosen] = await pick({
        title: 'Choose a chat template',
        properties: ['openFile'],
        filters: [
          { name: 'Jinja templates', extensions: ['jinja', 'jinja2', 'j2', 'txt'] },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      return chosen
    },
    async pickExport(name, kind) {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: EXPORTS[kind].title,
        defaultPath: name,
        filters: [{ name: EXPORTS[kind].name, extensions: [extname(name).slice(1)] }],
      })
      return canceled || !filePath ? undefined : filePath
    },
    copy: (text) => clipboard.writeText(text),
    copyPicture,
  }
}

/** Asks what to do about a page that ends again and again. A dialog of the system's: there is no page to ask in. */
export async function wantsPageAgain(window: BrowserWindow): Promise<boolean> {
  // it may have ended before it was ever shown
  window.show()
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'SparseLens',
    message: 'The window’s contents ended twice in a row.',
    detail:
      'Documents, finished answers and notes are kept. Load the contents again; if they end again, quit and start SparseLens with another document open.',
    buttons: ['Load again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** Electron's clipboard became the web's between 33 and 45: both have to do. */
function copyPicture(png: Uint8Array): void | Promise<void> {
  const old = clipboard as unknown as { writeImage?(image: electron.NativeImage): void }
  if (old.writeImage) old.writeImage(nativeImage.createFromBuffer(Buffer.from(png)))
  else return clipboard.write([new electron.ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)]) })])
}
