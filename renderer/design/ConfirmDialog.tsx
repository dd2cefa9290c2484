import type { ReactNode } from 'react'
import { AppDialog } from './AppDialog'
import { Button } from './Button'

interface ConfirmDialogProps {
  title: string
  /** What the button that does it says. */
  verb: string
  onConfirm: () => void
  onClose: () => void
  /** What is lost, and what stays. */
  children: ReactNode
}

/** Before something that can't be undone; the dialog is gone when it is done. */
export function ConfirmDialog({ title, verb, onConfirm, onClose, children }: ConfirmDialogProps) {
  const confirm = () => {
    onClose()
    onConfirm()
  }
  return (
    <AppDialog title={title} onClose={onClose} asks>
      <p>{children}</p>
      <div className="ui-dialog-buttons">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" onClick={confirm}>
          {verb}
        </Button>
      </div>
    </AppDialog>
  )
}
