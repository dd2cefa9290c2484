import './find.css'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { firstBeyond } from '../search'
import { surface } from '../surface'
import { ToolButton } from '../ToolButton'
import { MOST_FOUND, useFind } from './find'
import { SearchText } from './search_text'

/** Milliseconds without a key before the search begins. */
const PAUSE = 90

/** Looks for words in the document. */
export function FindBar({ source }: { source: SourceDocument }) {
  const { query, look, hide, step } = useFind()
  const field = useRef<HTMLInputElement>(null)
  useSearch(source, query)

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const close = () => {
    hide()
    surface()?.focus()
  }
  return (
    <search className="reader-find">
      <input
        ref={field}
        type="text"
        className="reader-find-field"
        placeholder="Find in document"
        aria-label="Find in document"
        spellCheck={false}
        value={query}
        onChange={(event) => look(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <Count />
      <ToolButton label="Previous place" keys="Shift+Enter" onClick={() => step(-1)}>
        <ChevronUp />
      </ToolButton>
      <ToolButton label="Next place" keys="Enter" onClick={() => step(1)}>
        <ChevronDown />
      </ToolButton>
      <ToolButton label="Close find" keys="Esc" onClick={close}>
        <X />
      </ToolButton>
    </search>
  )
}

function Count() {
  const { query, marks, current, searching } = useFind()
  if (query.trim() === '') return null
  const all = `${marks.length.toLocaleString('en')}${marks.length === MOST_FOUND ? '+' : ''}`
  const words = searching
    ? 'Searching'
    : marks.length === 0
      ? 'Not found'
      : `${(current + 1).toLocaleString('en')} of ${all}`
  return (
    <output className="reader-find-count" data-none={!searching && marks.length === 0}>
      {words}
    </output>
  )
}

/** Searches when the query rests, and begins with the first place from here on. */
function useSearch(source: SourceDocument, query: string): void {
  const text = useMemo(() => new SearchText(source.text), [source])
  useEffect(() => {
    if (query.trim() === '') return
    const stop = new AbortController()
    const later = setTimeout(async () => {
      const places = await text.find(query, MOST_FOUND, stop.signal)
      if (!places) return
      const from = surface()?.firstInSight() ?? 0
      const nearest = firstBeyond(places.length, (i) => places[i]!.start >= from)
      useFind.getState().found(places, nearest === places.length ? 0 : nearest)
    }, PAUSE)
    return () => {
      clearTimeout(later)
      stop.abort()
    }
  }, [text, query])
}
