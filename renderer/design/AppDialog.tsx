import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './Button'

/** A dialog over the window; Escape and a click beside it close it. */
export function AppDialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="ui-veil" />
        <Dialog.Content className="ui-dialog" aria-describedby={undefined}>
          <Dialog.Title className="ui-dialog-title">{title}</Dialog.Title>
          {children}
          <Dialog.Close asChild>
            <IconButton name="Close" className="ui-dialog-close">
              <X size={16} aria-hidden />
            </IconButton>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
