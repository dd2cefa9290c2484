import { ImageDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { announce } from '../../state/announcements'
import { attempt, useApp } from '../../state/app'
import type { Subject } from '../subject'
import { copyPng, copySvg } from './copy'
import { type Colours, type Picture, provenanceOf, svgFile, themeColours } from './picture'

interface Props {
  subject: Subject
  /** What it is a picture of, for the button's name. */
  of: string
  make(colours: Colours): Picture | Promise<Picture>
}

/** A button beside a picture: takes it along as PNG or SVG. */
export function CopyPicture({ subject, of, make }: Props) {
  const copy = (how: (svg: string) => Promise<void>, name: string) =>
    attempt(async () => {
      const colours = themeColours()
      const version = useApp.getState().status?.version ?? ''
      await how(svgFile(await make(colours), colours, provenanceOf(subject, version)))
      announce(`The picture is in the clipboard, as ${name}.`)
    })
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="lens-icon lens-copy"
        aria-label={`Copy the picture of ${of}`}
        title={`Copy the picture of ${of}`}
      >
        <ImageDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="reader-menu" align="end">
          <DropdownMenu.Item className="reader-menu-item" onSelect={() => void copy(copyPng, 'PNG')}>
            Copy as PNG
          </DropdownMenu.Item>
          <DropdownMenu.Item className="reader-menu-item" onSelect={() => void copy(copySvg, 'SVG')}>
            Copy as SVG
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
