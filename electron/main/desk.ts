/** What the user is asked with the system's own dialogs, and the clipboard. */
export interface Desk {
  /** Files to add to the library; none if the user changed their mind. */
  pickDocuments(): Promise<string[]>
  pickModel(): Promise<string | undefined>
  /** Where to write a Markdown file. */
  pickExport(name: string): Promise<string | undefined>
  copy(text: string): void
}
