import { useEffect, useState } from 'react'
import { announceUnseen, useAnnouncements } from '../state/announcements'
import { useAnswers } from '../state/answers'
import { isAtWork } from '../state/jobs'

const SHOWN_MS = 2500

/** Says what happened: aloud for screen readers, and for some seconds at the bottom of the window. */
export function Announcer() {
  const last = useAnnouncements((state) => state.last)
  const [isShown, setShown] = useState(false)
  useAnswerWords()
  useEffect(() => {
    if (!last || last.isSilent) return
    setShown(true)
    const timer = setTimeout(() => setShown(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [last])
  return (
    <>
      <div role="status" className="ui-unseen">
        {last && <span key={last.at}>{last.message}</span>}
      </div>
      {isShown && last && (
        <div className="app-said" aria-hidden="true">
          {last.message}
        </div>
      )}
    </>
  )
}

const WORDS = {
  reading: 'Reading the document.',
  answering: 'Writing the answer.',
  done: 'The answer is complete.',
  cancelled: 'The answer was stopped.',
  failed: 'The answer failed.',
  interrupted: 'The answer was interrupted.',
} as const

/** A word for each step of the newest answer, not for each token. */
function useAnswerWords(): void {
  const newest = useAnswers(({ answers }) => answers.at(-1))
  const { id, state } = newest ?? {}
  const [heard, setHeard] = useState<string>()
  useEffect(() => {
    if (!id || !state) return
    // an answer that was there already is no news
    if (heard === id && state !== 'queued') announceUnseen(WORDS[state])
    if (isAtWork(state)) setHeard(id)
  }, [id, state, heard])
}
