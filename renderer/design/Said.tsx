import { useState } from 'react'
import { useAnnouncements } from '../state/announcements'

/** What was announced since a dialog was opened, in it: all that is outside is hidden from who uses it. */
export function Said() {
  const last = useAnnouncements((state) => state.last)
  const [before] = useState(last)
  return (
    <p role="status" className="ui-muted">
      {last && last !== before && <span key={last.at}>{last.message}</span>}
    </p>
  )
}
