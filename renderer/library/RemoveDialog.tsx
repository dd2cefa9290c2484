import type { DocumentEntry } from '../../electron/ipc/document_data'
import { removeDocument } from '../app/opening'
import { AppDialog } from '../design/AppDialog'
import { Button } from '../design/Button'
import { counted } from '../lens/numbers'
import { announce } from '../state/announcements'

/** Before a document leaves the library: this can't be undone, and says what stays. */
export function RemoveDialog({ document, onClose }: { document: DocumentEntry; onClose: () => void }) {
  const { id, title, file, answers } = document
  const remove = () => {
    onClose()
    // the row that had the focus goes
    window.document.querySelector<HTMLElement>('.library-search')?.focus()
    void removeDocument(id).then(() => announce(`“${title || file}” is removed.`))
  }
  return (
    <AppDialog title="Remove it from the library?" onClose={onClose} asks>
      <p>
        SparseLens’ own copy of “{title || file}”{answers > 0 && ` and ${counted(answers, 'answer')} about it`}{' '}
        {answers > 0 ? 'are' : 'is'} deleted for good. The file that you added stays where it is.
      </p>
      <div className="ui-dialog-buttons">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" onClick={remove}>
          Remove
        </Button>
      </div>
    </AppDialog>
  )
}
