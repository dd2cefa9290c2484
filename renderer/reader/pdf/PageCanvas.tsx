import type { PDFDocumentProxy } from 'pdfjs-dist'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Size, Turn } from '../turns'
import { useView } from '../view'
import { drawPage, releaseCanvas } from './draw'
import { RenderQueue } from './render_queue'

/** One for all pages: pdf.js draws on this thread, a slice at a time. */
const queue = new RenderQueue()

/** Milliseconds that a page has to stay in sight, or at one size, before it is drawn. */
const REST = 60
const RESIZED = 160

interface Props {
  pdf: PDFDocumentProxy
  /** 1-based. */
  number: number
  size: Size
  turn: Turn
}

/** A page's picture. While its size changes, the last one is stretched. */
export const PageCanvas = memo(({ pdf, number, size, turn }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLCanvasElement>(undefined)
  const [failed, setFailed] = useState(false)
  const { width, height } = size

  useLayoutEffect(
    () => () => {
      shown.current?.remove()
      releaseCanvas(shown.current)
      shown.current = undefined
    },
    [pdf, number, turn],
  )

  useEffect(() => {
    let cancel = () => {}
    const draw = async (signal: AbortSignal) => {
      try {
        const page = await pdf.getPage(number)
        const canvas = await drawPage(page, { width, height }, turn, signal)
        if (signal.aborted) return releaseCanvas(canvas)
        host.current?.replaceChildren(canvas)
        releaseCanvas(shown.current)
        shown.current = canvas
        setFailed(false)
      } catch {
        if (!signal.aborted) setFailed(true)
      }
    }
    const later = setTimeout(
      () => {
        cancel = queue.add({ distance: () => Math.abs(number - useView.getState().page), run: draw })
      },
      shown.current ? RESIZED : REST,
    )
    return () => {
      clearTimeout(later)
      cancel()
    }
  }, [pdf, number, width, height, turn])

  useEffect(
    () => () => {
      // what pdf.js keeps of a page that nobody sees
      pdf.getPage(number).then(
        (page) => page.cleanup(),
        () => {},
      )
    },
    [pdf, number],
  )

  return (
    <>
      <div className="reader-canvas" ref={host} aria-hidden="true" />
      {failed && <p className="reader-banner">This page is damaged and can't be drawn.</p>}
    </>
  )
})
