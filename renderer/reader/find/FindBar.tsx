import './find.css'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { firstBeyond } from '../search'
import { surface } from '../surface'
import { ToolButton } from '../ToolButton'
import { MOST_FOUND, rankOf, useFind } from './find'
import { findByMeaning, stopFinding } from './meaning'
import { Passages } from './Passages'
import { SearchText } from './search_text'

/** Milliseconds without a key before the search begins. */
const PAUSE = 90

/** Looks for words in the document, or for what it says about a question. */
export function FindBar({ source }: { source: SourceDocument }) {
  const { query, by, passages, look, hide, step } = useFind()
  const field = useRef<HTMLInputElement>(null)
  useSearch(source, by === 'words' ? query : '')

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
    return stopFinding
  }, [])

  const close = () => {
    hide()
    surface()?.focus()
  }
  const isToAsk = by === 'meaning' && passages.length === 0
  const onKey = (key: string, shift: boolean): boolean => {
    const down = { ArrowDown: 1, ArrowUp: -1 }[key] as 1 | -1 | undefined
    if (key === 'Escape') close()
    else if (key === 'Enter' && isToAsk) void findByMeaning()
    else if (key === 'Enter') step(shift ? -1 : 1)
    else if (down && by === 'meaning') step(down)
    else return false
    return true
  }
  return (
    <search className="reader-find">
      <div className="reader-find-row">
        <ByButton />
        <input
          ref={field}
          type="text"
          className="reader-find-field"
          placeholder={by === 'words' ? 'Find in document' : 'What do you look for?'}
          aria-label={by === 'words' ? 'Find in document' : 'Find by meaning'}
          spellCheck={false}
          value={query}
          onChange={(event) => look(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || !onKey(event.key, event.shiftKey)) return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        {by === 'words' ? <Count /> : <MeaningCount />}
        <ToolButton label="Previous place" keys="Shift+Enter" onClick={() => step(-1)}>
          <ChevronUp />
        </ToolButton>
        <ToolButton label="Next place" keys="Enter" onClick={() => step(1)}>
          <ChevronDown />
        </ToolButton>
        <ToolButton label="Close find" keys="Esc" onClick={close}>
          <X />
        </ToolButton>
      </div>
      {by === 'meaning' && <Passages />}
    </search>
  )
}

function ByButton() {
  const { by, lookBy } = useFind()
  return (
    <select
      className="ui-field reader-find-by"
      aria-label="Find by"
      value={by}
      onChange={({ target }) => {
        stopFinding()
        lookBy(target.value === 'meaning' ? 'meaning' : 'words')
      }}
    >
      <option value="words">Words</option>
      <option value="meaning">Meaning</option>
    </select>
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

function MeaningCount() {
  const state = useFind()
  const { query, passages } = state
  if (query.trim() === '') return null
  const words = passages.length === 0 ? 'Enter asks' : `${rankOf(state) + 1} of ${passages.length}`
  return <output className="reader-find-count">{words}</output>
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
