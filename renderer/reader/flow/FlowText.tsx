import './flow.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useMemo, useState } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { pageName } from '../names'
import { PageNotes } from '../notes/PageNotes'
import { Ruler } from '../ruler/Ruler'
import { showSurface } from '../surface'
import { useView } from '../view'
import { FlowParagraph } from './FlowParagraph'
import { flowSurface } from './flow_surface'
import { MemberTop } from './MemberTop'
import { type Paragraph, paragraphsOf } from './paragraphs'
import { useFlowPointer } from './use_flow_pointer'

/** Pixels of a line, and characters that stand in one, before anything is measured. */
const LINE = 26
const CHARACTERS = 72

/** A document that has no pages drawn, as one reads it; only paragraphs in sight are in the DOM. */
export function FlowText({ source }: { source: SourceDocument }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const paragraphs = useMemo(() => paragraphsOf(source), [source])
  const zoom = useView((state) => (typeof state.zoom === 'number' ? state.zoom : 1))
  const virtual = useVirtualizer({
    count: paragraphs.length,
    getScrollElement: () => element,
    estimateSize: (i) => zoom * LINE * (1 + Math.ceil((paragraphs[i]!.end - paragraphs[i]!.start) / CHARACTERS)),
    overscan: 6,
  })
  const pointer = useFlowPointer(source)

  useEffect(() => {
    useView.getState().isShownAt(zoom)
    virtual.measure()
  }, [zoom, virtual])

  useEffect(
    () => (element ? showSurface(flowSurface(element, virtual, paragraphs)) : undefined),
    [element, virtual, paragraphs],
  )

  const page = paragraphs[virtual.getVirtualItemForOffset((element?.scrollTop ?? 0) + 80)?.index ?? 0]?.page ?? 1
  useEffect(() => useView.getState().isOn(page), [page])

  return (
    <>
      <div
        className="reader-scroll reader-flow"
        ref={setElement}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="document"
        aria-label="Text"
        style={{ '--reader-zoom': zoom } as CSSProperties}
        {...pointer}
      >
        <article className="reader-sheet" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const paragraph = paragraphs[index]!
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-page={paragraph.page}
                className="reader-block"
                style={{ translate: `0 ${start}px` }}
              >
                <PageTop source={source} paragraph={paragraph} isFirst={index === 0} />
                <FlowParagraph source={source} paragraph={paragraph} />
              </div>
            )
          })}
        </article>
      </div>
      {element && <Ruler source={source} scroll={element} />}
    </>
  )
}

interface PageTopProps {
  source: SourceDocument
  paragraph: Paragraph
  /** Of the document. */
  isFirst: boolean
}

/** Above the first paragraph of a page: its name, and what must be told of how it was read. */
function PageTop({ source, paragraph: { page, beginsPage }, isFirst }: PageTopProps) {
  const member = source.members?.find(({ firstPage }) => firstPage === page)
  return (
    <>
      {member && (beginsPage || isFirst) && <MemberTop member={member} />}
      {beginsPage && (!member || member.pages > 1) && source.pages[page - 1]?.part !== 'section' && (
        <p className="reader-page-break">{pageName(source, page)}</p>
      )}
      {(beginsPage || isFirst) && <PageNotes source={source} page={page} />}
    </>
  )
}
