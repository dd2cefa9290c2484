import { type BrowserWindow, clipboard, dialog } from 'electron'
import type { Desk } from './desk'

/** The system's dialogs, on top of the window. */
export function systemDesk(window: () => BrowserWindow): Desk {
  return {
    async pickDocuments() {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Open documents',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Documents', extensions: ['pdf', 'txt', 'md', 'markdown'] },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      return filePaths
    },
    async pickModel() {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Choose a model',
        message: 'A DeepSeek V3.2-Exp GGUF with its indexers; of several parts, any one',
        properties: ['openFile'],
        filters: [{ name: 'GGUF models', extensions: ['gguf'] }],
      })
      return filePaths[0]
    },
    async pickExport(name) {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: 'Export the answer',
        defaultPath: name,
        filters: [{ name: 'Markdown', extensions: ['md'] }],
      })
      return canceled || !filePath ? undefined : filePath
    },
    copy: (text) => clipboard.writeText(text),
  }
}
