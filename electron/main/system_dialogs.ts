import type { ExportKind } from '../shared/ipc/export_data'

/** What the user is asked with the system's own dialogs, and the clipboard. */
export interface SystemDialogs {
  /** Files to add to the library; none if the user changed their mind. */
  pickDocuments(): Promise<string[]>
  /** A model's file, or a folder that holds one. */
  pickModel(what: 'file' | 'folder'): Promise<string | undefined>
  /** A chat template. */
  pickTemplate(): Promise<string | undefined>
  /** Where to write an export; `name`: what it would be called. */
  pickExport(name: string, kind: ExportKind | 'statistics'): Promise<string | undefined>
  copy(text: string): void | Promise<void>
  /** PNG. */
  copyPicture(png: Uint8Array): void | Promise<void>
}
