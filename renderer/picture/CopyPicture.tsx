import { ImageDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef, useState } from 'react'
import { announce } from '../state/announcements'
import { attempt, useApp } from '../state/app'
import { copyPng, copySvg } from './copy'
import { type Paper, whitePaper } from './paper'
import { type Picture, svgFile } from './picture'

interface Props {
  /** What it is a picture of, for the button's name. */
  of: string
  /** Which run it shows; `version`: of this app. */
  provenance(version: string): string
  make(paper: Paper): Picture | Promise<Picture>
}

/** A button beside a picture: takes it along as PNG or SVG. */
export function CopyPicture({ of, provenance, make }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  // a modal dialog is above all that is not in it
  const [dialog, setDialog] = useState<HTMLElement | null>()
  const copy = (how: (svg: string) => Promise<void>, name: string) =>
    attempt(async () => {
      const paper = whitePaper()
      const version = useApp.getState().status?.version ?? ''
      await how(svgFile(await make(paper), paper, provenance(version)))
      announce(`The picture is in the clipboard, as ${name}.`)
    })
  const name = `Copy the picture of ${of}`
  return (
    <DropdownMenu.Root modal={false} onOpenChange={() => setDialog(button.current?.closest('dialog'))}>
      <DropdownMenu.Trigger ref={button} className="lens-icon lens-copy" aria-label={name} title={name}>
        <ImageDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={dialog}>
        <DropdownMenu.Content className="ui-menu" align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className="ui-menu-item" onSelect={() => void copy(copyPng, 'PNG')}>
            Copy as PNG
          </DropdownMenu.Item>
          <DropdownMenu.Item className="ui-menu-item" onSelect={() => void copy(copySvg, 'SVG')}>
            Copy as SVG
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
