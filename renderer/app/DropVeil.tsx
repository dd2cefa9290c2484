import { FileDown } from 'lucide-react'
import { addFiles } from '../actions/opening'
import { useFileDrop } from '../design/use_file_drop'

/** Files may be dropped anywhere on the window. */
export function DropVeil() {
  const isOver = useFileDrop((files) => void addFiles(files))
  if (!isOver) return null
  return (
    <div className="app-drop" aria-hidden="true">
      <div>
        <FileDown size={40} strokeWidth={1.25} />
        <p>Drop to read</p>
        <small>
          PDF, scan, photo of a page, Word, OpenDocument, e-book, web page, sheet, slides, mail, text; several or a
          folder, too
        </small>
      </div>
    </div>
  )
}
