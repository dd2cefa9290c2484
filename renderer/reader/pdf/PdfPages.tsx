import './pages.css'
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { layOutPages, type PageLayout, pagesBetween } from '../layout'
import { Ruler } from '../ruler/Ruler'
import { Scroller } from '../scroller'
import { showSurface } from '../surface'
import type { Size } from '../turns'
import { useView } from '../view'
import { PIXELS_PER_POINT, scaleOf } from '../zoom'
import { PdfPage } from './PdfPage'
import { pagesSurface } from './pages_surface'
import type { PdfState } from './use_pdf'
import { usePointer } from './use_pointer'
import { useWheelZoom } from './use_wheel_zoom'

/** Pages drawn beyond those in sight, above and below. */
const BEYOND = 1

interface Props {
  source: SourceDocument
  state: PdfState
}

/** All pages, one below the other; only those in sight are in the DOM. */
export function PdfPages({ source, state }: Props) {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const scroller = useRef<Scroller>(undefined)
  const pane = usePaneSize(element)
  const layout = useLayout(source, pane, scroller)
  const [[first, last], setRange] = useState<[number, number]>([0, 0])

  if (element && layout && scroller.current?.element !== element) scroller.current = new Scroller(element)

  const update = () => {
    const now = scroller.current
    if (!now) return
    const { scrollTop, clientHeight } = now.element
    const [from, to] = pagesBetween(now.pages, scrollTop, scrollTop + clientHeight)
    const range: [number, number] = [Math.max(0, from - BEYOND), Math.min(source.pages.length - 1, to + BEYOND)]
    setRange((was) => (was[0] === range[0] && was[1] === range[1] ? was : range))
    useView.getState().isOn(now.page + 1)
  }

  useLayoutEffect(() => {
    if (layout) scroller.current?.relayout(layout)
    update()
  }, [layout, element])

  useEffect(() => {
    const now = scroller.current
    return now && showSurface(pagesSurface(now, source))
  }, [element, source, layout !== undefined])

  useWheelZoom(element, scroller)
  const pointer = usePointer(scroller, source)

  return (
    <>
      <div
        className="reader-scroll"
        ref={setElement}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="document"
        aria-label="Pages"
        onScroll={update}
        {...pointer}
      >
        {layout && <Column source={source} layout={layout} first={first} last={last} state={state} />}
      </div>
      {layout && element && <Ruler source={source} scroll={element} />}
    </>
  )
}

interface ColumnProps extends Props {
  layout: PageLayout
  /** Indices of the first and the last page that is drawn. */
  first: number
  last: number
}

/** The pages in sight, each at its place. */
function Column({ source, state, layout, first, last }: ColumnProps) {
  const { scale, width, height, tops, sizes, turns } = layout
  const open = state.state === 'ready' ? state : undefined
  return (
    <div className="reader-column" style={{ width, height, '--reader-scale': scale } as CSSProperties}>
      {source.pages.slice(first, last + 1).map(({ number }) => (
        <PdfPage
          key={number}
          source={source}
          number={number}
          top={tops[number - 1]!}
          size={sizes[number - 1]!}
          turn={turns[number - 1]!}
          pdf={open?.pdf}
          pdfjs={open?.pdfjs}
        />
      ))}
    </div>
  )
}

/** The pane's inner size. */
function usePaneSize(element: HTMLElement | null) {
  const [size, setSize] = useState<Size>()
  useLayoutEffect(() => {
    if (!element) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (width === 0 || height === 0) return
      setSize((was) => (was?.width === width && was.height === height ? was : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return size
}

/** The layout for the zoom and turn that are set. The place in sight is held before it changes. */
function useLayout(source: SourceDocument, pane: Size | undefined, scroller: RefObject<Scroller | undefined>) {
  const zoom = useView((state) => state.zoom)
  const turn = useView((state) => state.turn)
  const [layout, setLayout] = useState<PageLayout>()
  useLayoutEffect(() => {
    if (!pane) return
    scroller.current?.holdUnlessHeld()
    const page = Math.min(useView.getState().page, source.pages.length) - 1
    const scale = scaleOf(zoom, source.pages, turn, pane, page)
    useView.getState().isShownAt(scale / PIXELS_PER_POINT)
    setLayout(layOutPages(source.pages, turn, scale))
  }, [source, pane, zoom, turn, scroller])
  return layout
}
