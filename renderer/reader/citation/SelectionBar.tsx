import './citation.css'
import { Check, Plus, Quote } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { announce } from '../../state/announcements'
import { useAnswers } from '../../state/answers'
import { addSelected } from './add_selected'
import { copyCitation, selectedText } from './copy'

/** Milliseconds that "Copied" stays. */
const SAID = 1200
const AWAY = 8

/** A button beside selected words: copies them with title and page. */
export function SelectionBar() {
  const box = useSelectionBox()
  const [copied, setCopied] = useState(false)
  const bar = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    if (!box || !bar.current) return
    const { width, height } = bar.current.getBoundingClientRect()
    const pane = bar.current.closest('.reader')!.getBoundingClientRect()
    const left = Math.min(Math.max(box.left + box.width / 2 - width / 2, pane.left + AWAY), pane.right - width - AWAY)
    const above = box.top - height - AWAY
    const top = above > pane.top + 48 ? above : Math.min(box.bottom + AWAY, pane.bottom - height - AWAY)
    bar.current.style.translate = `${left}px ${top}px`
  }, [box])

  useEffect(() => {
    if (!copied) return
    const later = setTimeout(() => setCopied(false), SAID)
    return () => clearTimeout(later)
  }, [copied])

  if (!box) return null
  return (
    <div className="reader-selection" ref={bar}>
      <button
        type="button"
        // the selection must outlive the click
        onPointerDown={(event) => event.preventDefault()}
        onClick={async () => setCopied(await copyCitation().catch(() => false))}
      >
        {copied ? <Check /> : <Quote />}
        {copied ? 'Copied' : 'Copy with citation'}
        {!copied && <kbd>Ctrl+Shift+C</kbd>}
      </button>
      <ReadForAnswer />
    </div>
  )
}

/** Adds the selected passage to what the newest answer's second look reads. */
function ReadForAnswer() {
  const answer = useAnswers(({ answers }) => answers.findLast(({ result }) => result?.excerpts)?.id)
  if (!answer) return null
  return (
    <button
      type="button"
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        const added = addSelected(answer)
        announce(
          added ? 'The passage is among the excerpts: ask again to have it read.' : 'No passage was found there.',
        )
      }}
    >
      <Plus />
      Read for the answer
    </button>
  )
}

/** Where selected words of the document are, once the pointer rests; undefined while there are none, or one scrolls. */
function useSelectionBox(): DOMRect | undefined {
  const [box, setBox] = useState<DOMRect>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isPressed = false
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setBox(isPressed ? undefined : selectedText()?.box), 120)
    }
    const press = () => {
      isPressed = true
    }
    const release = () => {
      isPressed = false
      later()
    }
    const scrolled = () => {
      setBox(undefined)
      later()
    }
    document.addEventListener('selectionchange', later)
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('pointerup', release, true)
    document.addEventListener('scroll', scrolled, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', later)
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('pointerup', release, true)
      document.removeEventListener('scroll', scrolled, true)
    }
  }, [])
  return box
}
