import { MousePointerClick } from 'lucide-react'
import { useEffect } from 'react'
import { remember } from '../actions/remembered'
import { useApp } from '../state/app'
import { useLens } from '../state/lens'

/** What a click on a sentence does; said until somebody has done it once. */
export function FirstLook() {
  const settings = useApp((state) => state.settings)
  const isOpen = useLens((lens) => lens.open)
  const hasLooked = settings?.view.hasLooked === true
  useEffect(() => {
    if (isOpen && !hasLooked) remember({ hasLooked: true })
  }, [isOpen, hasLooked])
  if (!settings || hasLooked || isOpen) return null
  return (
    <p className="answer-first">
      <MousePointerClick size={16} aria-hidden />
      Click a sentence to see where it came from.
    </p>
  )
}
