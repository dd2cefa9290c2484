import { type RefObject, useEffect, useRef, useState } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { labelOf, pageNamed, partName } from '../names'
import { surface } from '../surface'
import { useView } from '../view'

/** The page field on screen, for the menu's "Go to Page". */
let shown: HTMLInputElement | null = null

export const focusPageField = (): void => shown?.focus()

/** The page one is on: the number printed on it, and beside it its place in the file. Typing goes there. */
export function PageField({ source }: { source: SourceDocument }) {
  const page = Math.min(
    useView((state) => state.page),
    Math.max(1, source.pages.length),
  )
  const [typed, setTyped] = useState<string>()
  const [unknown, setUnknown] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const count = source.pages.length.toLocaleString('en')
  const hasLabels = source.pages.some(({ label, part }) => label !== undefined && part === undefined)

  useShown(field)

  const stop = () => {
    setTyped(undefined)
    setUnknown(false)
  }
  const go = () => {
    if (typed === undefined) return
    const wanted = pageNamed(source, typed)
    if (wanted === undefined) return setUnknown(true)
    stop()
    surface()?.goToPage(wanted)
    surface()?.focus()
  }
  return (
    <label className="reader-page-field">
      <span className="reader-page-word">{partName(source.pages[page - 1]?.part)}</span>
      <input
        ref={field}
        type="text"
        aria-label={`Go to page; there are ${count}`}
        aria-invalid={unknown}
        value={typed ?? labelOf(source, page)}
        size={Math.max(2, labelOf(source, page).length, typed?.length ?? 0)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setTyped(event.target.value)
          setUnknown(false)
        }}
        onBlur={stop}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go()
          else if (event.key === 'Escape') {
            stop()
            surface()?.focus()
          } else return
          event.stopPropagation()
        }}
      />
      <span className="reader-page-count">
        {unknown ? 'No such page' : hasLabels ? `(${page.toLocaleString('en')} of ${count})` : `of ${count}`}
      </span>
    </label>
  )
}

/** The menu finds the field. */
function useShown(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    shown = field.current
    return () => {
      shown = null
    }
  }, [field])
}
