import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { DocumentRow } from './DocumentRow'
import { RemoveDialog } from './RemoveDialog'

interface DocumentListProps {
  documents: readonly DocumentEntry[]
  search: string
  /** While several are chosen: which. */
  choice?: { chosen: readonly string[]; choose: (documents: string[]) => void }
}

/** Pixels of a row, before anything is measured. */
const ROW = 50
/** Pixels between two rows, above the first and below the last. */
const ROOM = { gap: 2, paddingStart: 8, paddingEnd: 8 }

/** Only rows in sight are in the DOM, the first one, to which the search leads, and the one that has the focus. */
export function DocumentList({ documents, search, choice }: DocumentListProps) {
  const [leaving, setLeaving] = useState<DocumentEntry>()
  const list = useRef<HTMLDivElement>(null)
  const focus = useHeldFocus(list)
  const virtual = useVirtualizer({
    count: documents.length,
    getScrollElement: () => list.current,
    getItemKey: (i) => documents[i]!.id,
    estimateSize: () => ROW,
    ...ROOM,
    overscan: 10,
    rangeExtractor: (range) => withAlso(range, [0, documents.findIndex(({ id }) => id === focus.held)]),
  })
  if (documents.length === 0) {
    return <p className="library-empty">Nothing here is called “{search.trim()}”.</p>
  }
  const toggle = ({ id }: DocumentEntry) => {
    const { chosen = [], choose } = choice ?? {}
    choose?.(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const next = stepFrom(event, documents.length)
    if (next === undefined) return
    event.preventDefault()
    if (next < 0) return toSearch(event.currentTarget)
    virtual.scrollToIndex(next)
    focus.move(documents[next]!.id)
  }
  return (
    <>
      <div className="library-list" ref={list} {...focus.listeners}>
        <ul aria-label="Documents, most recent first" style={{ height: virtual.getTotalSize() }} onKeyDown={step}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const document = documents[index]!
            return (
              <DocumentRow
                key={document.id}
                ref={virtual.measureElement}
                place={{ index, of: documents.length, start }}
                document={document}
                isChosen={choice?.chosen.includes(document.id)}
                onChoose={() => toggle(document)}
                onRemove={() => setLeaving(document)}
              />
            )
          })}
        </ul>
      </div>
      {leaving && <RemoveDialog document={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

function withAlso(range: Range, also: number[]): number[] {
  const wanted = new Set([...defaultRangeExtractor(range), ...also.filter((i) => i >= 0)])
  return [...wanted].sort((a, b) => a - b)
}

/** The row that has the focus, or is to get it: it stays in the DOM however far the list is scrolled. */
function useHeldFocus(list: RefObject<HTMLElement | null>) {
  const [{ held, isWanted }, setFocus] = useState<{ held?: string; isWanted?: boolean }>({})
  // once the row is there
  useLayoutEffect(() => {
    const row = isWanted && list.current?.querySelector(`[data-document="${held}"]`)
    if (row) row.querySelector<HTMLElement>('.library-open')?.focus({ preventScroll: true })
  }, [held, isWanted, list])
  return {
    held,
    move: (document: string) => setFocus({ held: document, isWanted: true }),
    listeners: {
      onFocus: ({ target }: FocusEvent<HTMLElement>) =>
        setFocus({ held: target.closest<HTMLElement>('.library-row')?.dataset.document }),
      onBlur: ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) setFocus({})
      },
    },
  }
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
}

/** Arrow keys go from one document to the next, and from the first to the search (-1). */
function stepFrom({ key, target }: KeyboardEvent<HTMLElement>, documents: number): number | undefined {
  const row = (target as HTMLElement).closest<HTMLElement>('.library-row')
  return row ? STEPS[key]?.(Number(row.dataset.index), documents - 1) : undefined
}

const toSearch = (list: HTMLElement) => list.closest('.library')?.querySelector<HTMLElement>('.library-search')?.focus()
