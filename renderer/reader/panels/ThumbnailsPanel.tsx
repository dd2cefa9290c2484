import './panels.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { memo, useEffect, useRef } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { labelOf, pageName } from '../names'
import { drawPage, releaseCanvas } from '../pdf/draw'
import { RenderQueue } from '../pdf/render_queue'
import { surface } from '../surface'
import { type Size, type Turn, turnOf, turnSize } from '../turns'
import { useView } from '../view'

const WIDTH = 112
/** Room for the number and between pictures. */
const ROOM = 36

/** Small pictures of all pages; those in sight are drawn, one after the other. */
export function ThumbnailsPanel({ source, pdf }: { source: SourceDocument; pdf?: PDFDocumentProxy }) {
  const list = useRef<HTMLDivElement>(null)
  const turn = useView((state) => state.turn)
  const current = useView((state) => state.page)
  const sizeOf = (i: number): Size => {
    const page = source.pages[i]!
    const { width, height } = turnSize(page, turnOf((page.rotation ?? 0) + turn))
    return { width: WIDTH, height: Math.min(2 * WIDTH, Math.round((WIDTH * height) / width)) }
  }
  const virtual = useVirtualizer({
    count: source.pages.length,
    getScrollElement: () => list.current,
    estimateSize: (i) => sizeOf(i).height + ROOM,
    overscan: 2,
  })

  useEffect(() => virtual.measure(), [turn, virtual])
  useEffect(() => virtual.scrollToIndex(current - 1, { align: 'auto' }), [current, virtual])

  return (
    <nav className="reader-panel-list" ref={list} aria-label="Page thumbnails">
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <li key={index} style={{ translate: `0 ${start}px` }}>
            <button
              type="button"
              className="reader-thumbnail"
              aria-current={index + 1 === current ? 'page' : undefined}
              aria-label={pageName(source, index + 1)}
              onClick={() => surface()?.goToPage(index + 1)}
            >
              <Thumbnail
                pdf={pdf}
                number={index + 1}
                width={sizeOf(index).width}
                height={sizeOf(index).height}
                turn={turnOf((source.pages[index]!.rotation ?? 0) + turn)}
              />
              {labelOf(source, index + 1)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const queue = new RenderQueue()

interface Props extends Size {
  pdf?: PDFDocumentProxy
  number: number
  turn: Turn
}

const Thumbnail = memo(({ pdf, number, width, height, turn }: Props) => {
  const host = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!pdf) return
    let canvas: HTMLCanvasElement | undefined
    const cancel = queue.add({
      distance: () => Math.abs(number - useView.getState().page),
      run: async (signal) => {
        const drawn = await drawPage(await pdf.getPage(number), { width, height }, turn, signal)
        if (signal.aborted) return releaseCanvas(drawn)
        canvas = drawn
        host.current?.replaceChildren(drawn)
      },
    })
    return () => {
      cancel()
      canvas?.remove()
      releaseCanvas(canvas)
    }
  }, [pdf, number, width, height, turn])
  return <span className="reader-thumbnail-picture" ref={host} style={{ width, height }} />
})
