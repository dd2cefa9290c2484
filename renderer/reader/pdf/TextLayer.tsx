import type { PDFDocumentProxy, TextLayer as PdfTextLayer } from 'pdfjs-dist'
import { memo, useEffect, useRef } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import type { Pdfjs } from './library'
import { recognizedText } from './recognized_text'

/** Milliseconds a page has to stay in sight before its text can be selected. */
const REST = 120

interface Props {
  source: SourceDocument
  pdf: PDFDocumentProxy
  pdfjs: Pdfjs
  /** 1-based. */
  number: number
}

/** The page's words, unseen, where they are printed: to select, and for screen readers. Zoom and turn are CSS's work. */
export const TextLayer = memo(({ source, pdf, pdfjs, number }: Props) => {
  const host = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const container = host.current!
    let layer: PdfTextLayer | undefined
    let gone = false
    const later = setTimeout(async () => {
      try {
        const page = await pdf.getPage(number)
        if (gone) return
        container.style.setProperty('--reader-unit', `${page.userUnit}`)
        layer = new pdfjs.TextLayer({
          textContentSource: recognizedText(source, number, page) ?? page.streamTextContent(),
          container,
          viewport: page.getViewport({ scale: 2, rotation: 0 }),
        })
        await layer.render()
        if (gone) return
        const end = document.createElement('div')
        end.className = 'reader-text-end'
        container.append(end)
      } catch {
        // a page that can't be read says so on its picture
      }
    }, REST)
    return () => {
      gone = true
      clearTimeout(later)
      layer?.cancel()
      container.replaceChildren()
    }
  }, [source, pdf, pdfjs, number])

  return <div className="reader-text" ref={host} />
})
