import './links.css'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { Popover } from 'radix-ui'
import { memo, useEffect, useState } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { Button } from '../../design/Button'
import { ask } from '../../ipc/client'
import { announce } from '../../state/announcements'
import { attempt } from '../../state/app'
import { apart } from '../apart'
import { labelOf } from '../names'
import { placeOf } from '../overlay/place'
import { goToPlace } from './destination'
import { linksOf, type PageLink } from './links'

/** Milliseconds a page has to stay in sight before its links are looked up. */
const REST = 160

interface Props {
  source: SourceDocument
  pdf: PDFDocumentProxy
  /** 1-based. */
  number: number
}

/** The file's own links: to its pages, or to addresses, which are shown and never opened. */
export const PageLinks = memo(({ source, pdf, number }: Props) => {
  const links = useLinks(pdf, number)
  if (links.length === 0) return null
  return (
    <div className="reader-marks reader-links">
      {links.map((link, i) =>
        link.address ? <Outwards key={i} {...link} /> : <Inwards key={i} {...{ link, source }} />,
      )}
    </div>
  )
})

function useLinks(pdf: PDFDocumentProxy, number: number): PageLink[] {
  const [links, setLinks] = useState<PageLink[]>([])
  useEffect(() => {
    let gone = false
    const later = setTimeout(() => {
      linksOf(pdf, number).then(
        (found) => gone || setLinks(found),
        () => {
          // a page that can't be read says so on its picture
        },
      )
    }, REST)
    return () => {
      gone = true
      clearTimeout(later)
    }
  }, [pdf, number])
  return links
}

function Inwards({ link: { box, place }, source }: { link: PageLink; source: SourceDocument }) {
  const name = `Go to page ${labelOf(source, place!.page)}`
  return (
    <button
      type="button"
      className="reader-link"
      style={placeOf(box)}
      aria-label={name}
      title={name}
      onClick={() => goToPlace(place!)}
      {...apart}
    />
  )
}

/** The way out is the user's own: nothing that is asked for here leaves the computer. */
function Outwards({ box, address }: PageLink) {
  const [isOpen, setOpen] = useState(false)
  const copy = () =>
    attempt(async () => {
      await ask('app.copy', { text: address! })
      setOpen(false)
      announce('The address is copied.')
    })
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className="reader-link"
        style={placeOf(box)}
        aria-label={`Show the address ${address}`}
        title={address}
        {...apart}
      />
      <Popover.Portal>
        <Popover.Content
          className="ui-popover reader-address"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Address of this link"
        >
          <p>
            <code>{address}</code>
          </p>
          <p className="ui-muted">SparseLens stays offline and opens no addresses.</p>
          <Button small onClick={copy}>
            Copy the address
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
