import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './Button'

interface AppDialogProps {
  title: string
  onClose: () => void
  wide?: boolean
  /** Alert dialogs ask something: they have their own buttons, and no other way out but Escape. */
  asks?: boolean
  children: ReactNode
}

/**
 * A dialog over the window; Escape and a click beside it close it. The browser's own: it holds the focus and gives it
 * back, and injects no styles, which the page's policy forbids.
 */
export function AppDialog({ title, onClose, wide, asks, children }: AppDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`ui-dialog ${wide ? 'is-wide' : ''}`}
      aria-labelledby={id}
      role={asks ? 'alertdialog' : undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Escape twice closes it whatever one does
      onClose={() => dialog.current?.isConnected && onClose()}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="ui-dialog-body">
        <header className="ui-dialog-top">
          <h2 id={id}>{title}</h2>
          {!asks && (
            <Button small look="quiet" onClick={onClose}>
              Close
            </Button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  )
}
