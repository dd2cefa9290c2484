import { useVirtualizer } from '@tanstack/react-virtual'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { SourceDocument } from '../../../electron/documents/types'
import { firstBeyond } from '../search'
import { surface } from '../surface'
import { useView } from '../view'
import { type OutlineEntry, outlineOf, placeOf, withPages } from './outline'

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
                onClick={() => go(entry, pdf)}
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

async function go(entry: OutlineEntry, pdf: PDFDocumentProxy | undefined): Promise<void> {
  if (entry.start !== undefined) return surface()?.reveal(entry.start, entry.end ?? entry.start + 1, true)
  const place = pdf && (await placeOf(pdf, entry.dest))
  if (!place) return
  if (place.y === undefined) surface()?.goToPage(place.page)
  else surface()?.goToPlace?.(place.page, place.y)
}

function useOutline(source: SourceDocument, pdf: PDFDocumentProxy | undefined): OutlineEntry[] | undefined {
  const [entries, setEntries] = useState<OutlineEntry[]>()
  useEffect(() => {
    let gone = false
    setEntries(undefined)
    outlineOf(source, pdf).then(async (found) => {
      if (gone) return
      setEntries(found)
      const placed = pdf && (await withPages(pdf, found, () => gone))
      if (placed && !gone) setEntries(placed)
    })
    return () => {
      gone = true
    }
  }, [source, pdf])
  return entries
}

/** The entry one is in, where pages of entries are known. */
function useCurrent(entries: OutlineEntry[] | undefined): number {
  const page = useView((state) => state.page)
  const known = useMemo(() => entries?.every((entry) => entry.page !== undefined) ?? false, [entries])
  if (!entries || !known) return -1
  return firstBeyond(entries.length, (i) => entries[i]!.page! > page) - 1
}
