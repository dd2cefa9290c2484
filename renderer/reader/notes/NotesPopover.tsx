import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import type { DocumentNote } from '../../../electron/shared/document/types'
import { ReadOtherwise } from './ReadOtherwise'

interface Props {
  /** What a screen reader calls it. */
  name: string
  notes: readonly DocumentNote[]
  children: ReactNode
}

/** What opens beside a notes' button: `children`, and ways to read the document otherwise for what `notes` say. */
export const NotesPopover = ({ name, notes, children }: Props) => (
  <Popover.Portal>
    <Popover.Content
      className="ui-popover reader-notes"
      align="end"
      sideOffset={6}
      collisionPadding={8}
      aria-label={name}
    >
      {children}
      <ReadOtherwise notes={notes} />
    </Popover.Content>
  </Popover.Portal>
)
