import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type CSSProperties, memo } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { pageName } from '../names'
import { PageNotes } from '../notes/PageNotes'
import { Greeking } from '../overlay/Greeking'
import { PageOverlay } from '../overlay/PageOverlay'
import { Spots } from '../overlay/Spots'
import { Sureness } from '../overlay/Sureness'
import type { Size, Turn } from '../turns'
import type { Pdfjs } from './library'
import { PageCanvas } from './PageCanvas'
import { PageLinks } from './PageLinks'
import { TextLayer } from './TextLayer'

interface Props {
  source: SourceDocument
  /** 1-based. */
  number: number
  top: number
  size: Size
  turn: Turn
  /** Undefined while the file is being opened. */
  pdf?: PDFDocumentProxy
  pdfjs?: Pdfjs
}

/** One page: its picture, the marks over it and its text. Layers are unrotated and turned together by CSS. */
export const PdfPage = memo(({ source, number, top, size, turn, pdf, pdfjs }: Props) => {
  const page = source.pages[number - 1]!
  const place = { top, width: size.width, height: size.height, marginLeft: -size.width / 2 }
  const layers = { '--reader-width': page.width, '--reader-height': page.height } as CSSProperties
  return (
    <section className="reader-page" data-page={number} style={place} aria-label={pageName(source, number)}>
      <div className="reader-layers" data-turn={turn} style={layers} aria-hidden="true">
        <Greeking source={source} number={number} />
      </div>
      {pdf && <PageCanvas pdf={pdf} number={number} size={size} turn={turn} />}
      <div className="reader-layers" data-turn={turn} style={layers}>
        <PageOverlay source={source} number={number} />
        <Sureness source={source} number={number} />
        <Spots source={source} number={number} />
        {pdf && pdfjs && <TextLayer source={source} pdf={pdf} pdfjs={pdfjs} number={number} />}
        {pdf && <PageLinks source={source} pdf={pdf} number={number} />}
      </div>
      <PageNotes source={source} page={number} />
      {page.imageOnly && (
        <p className="reader-banner">
          This page holds no text that can be read: it is a picture in which none was recognized.
        </p>
      )}
    </section>
  )
})
