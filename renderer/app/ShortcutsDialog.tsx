import { AppDialog } from '../design/AppDialog'

const SHORTCUTS: [keys: string, what: string][] = [
  ['Ctrl+O', 'Open files'],
  ['Ctrl+K', 'Ask a question'],
  ['Ctrl+Shift+S', 'Summarize'],
  ['Ctrl+.', 'Stop the answer at work'],
  ['Ctrl+B, Ctrl+J, Ctrl+L', 'Library, answer, lens'],
  ['← →', 'Lens: token before, token after'],
  ['[ ]', 'Lens: layer below, layer above'],
  ['Ctrl+F, F3', 'Find in the document, find next'],
  ['Ctrl+G', 'Go to a page'],
  ['Ctrl+Plus, Ctrl+−, Ctrl+0', 'Zoom'],
  ['Ctrl+1, Ctrl+2', 'Fit width, fit page'],
  ['Ctrl+R', 'Rotate'],
  ['Ctrl+Shift+C', 'Copy the answer as Markdown'],
  ['Ctrl+Alt+C', 'Copy selected text with title and page'],
  ['Ctrl+E', 'Export the answer'],
  ['Ctrl+Comma', 'Settings'],
]

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <AppDialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="app-shortcuts">
        {SHORTCUTS.map(([keys, what]) => (
          <div key={keys}>
            <dt className="ui-kbd">{keys}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </AppDialog>
  )
}
