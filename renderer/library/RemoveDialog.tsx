import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { counted } from '../../electron/shared/shown/numbers'
import { removeDocument } from '../actions/opening'
import { ConfirmDialog } from '../design/ConfirmDialog'
import { announce } from '../state/announcements'

/** Before a document leaves the library: this can't be undone, and says what stays. */
export function RemoveDialog({ document, onClose }: { document: DocumentEntry; onClose: () => void }) {
  const { id, title, file, answers } = document
  const remove = () => {
    // the row that had the focus goes
    window.document.querySelector<HTMLElement>('.library-search')?.focus()
    void removeDocument(id).then(() => announce(`“${title || file}” is removed.`))
  }
  return (
    <ConfirmDialog title="Remove it from the library?" verb="Remove" onConfirm={remove} onClose={onClose}>
      SparseLens’ own copy of “{title || file}”{answers > 0 && ` and ${counted(answers, 'answer')} about it`}{' '}
      {answers > 0 ? 'are' : 'is'} deleted for good. The file that you added stays where it is.
    </ConfirmDialog>
  )
}
