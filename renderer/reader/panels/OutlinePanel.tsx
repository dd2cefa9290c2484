import './panels.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { goToPlace, placeOf } from '../pdf/destination'
import { surface } from '../surface'
import { type OutlineEntry, outlineOf, placeOfHeading, withPlaces } from './outline'

const ROW = 28

/** The file's table of contents, or the headings that were found in its text. */
export function OutlinePanel({ source, pdf }: { source: SourceDocument; pdf?: PDFDocumentProxy }) {
  const entries = useOutline(source, pdf)
  const list = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: entries?.length ?? 0,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const current = useCurrent(entries)

  if (!entries) return <p className="reader-panel-note">Reading the outline</p>
  if (entries.length === 0) return <p className="reader-panel-note">This document has no outline.</p>
  return (
    <nav className="reader-panel-list" ref={list} aria-label="Outline">
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index]!
          return (
            <li key={index} style={{ translate: `0 ${start}px` }}>
              <button
                type="button"
                className="reader-outline-entry"
                style={{ paddingInlineStart: 12 + Math.min(entry.level - 1, 6) * 14 }}
                aria-current={index === current ? 'location' : undefined}
                title={entry.title}
                onClick={() => go(source, entry, pdf)}
              >
                {entry.title}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

async function go(source: SourceDocument, entry: OutlineEntry, pdf: PDFDocumentProxy | undefined): Promise<void> {
  const place = placeOfHeading(source, entry) ?? (pdf && (await placeOf(pdf, entry.dest)))
  if (place) goToPlace(place)
}

function useOutline(source: SourceDocument, pdf: PDFDocumentProxy | undefined): OutlineEntry[] | undefined {
  const [entries, setEntries] = useState<OutlineEntry[]>()
  useEffect(() => {
    let gone = false
    const read = async () => {
      const found = await outlineOf(source, pdf)
      if (!gone) setEntries(found)
      if (!pdf || found.every(({ at }) => at !== undefined)) return
      const placed = await withPlaces(source, pdf, found, () => gone)
      if (placed && !gone) setEntries(placed)
    }
    setEntries(undefined)
    void read()
    return () => {
      gone = true
    }
  }, [source, pdf])
  return entries
}

/** Milliseconds between two looks at where one is. */
const LOOK = 150
/** Share of the height at which a heading counts as being read; going to one brings it above that. */
const READ_AT = 0.1

/** The entry one is in; -1 where places are not known. */
function useCurrent(entries: OutlineEntry[] | undefined): number {
  const [current, setCurrent] = useState(-1)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      const at = surface()?.firstInSight(READ_AT)
      if (!entries || at === undefined || entries.some((entry) => entry.at === undefined)) return setCurrent(-1)
      setCurrent(entries.findLastIndex((entry) => entry.at! <= at))
    }
    const scrolled = () => {
      timer ??= setTimeout(look, LOOK)
    }
    look()
    document.addEventListener('scroll', scrolled, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('scroll', scrolled, true)
    }
  }, [entries])
  return current
}
