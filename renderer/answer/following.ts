import { type RefObject, useEffect, useRef } from 'react'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { isAtWork } from '../state/jobs'

/** How near the end counts as being there. */
const NEAR = 60

/** A list that was at its end stays there while an answer grows; one that the reader scrolled away from is left alone. */
export function useFollowing(list: RefObject<HTMLElement | null>, newest: AnswerEntry): void {
  const isFollowing = useRef(true)
  useEffect(() => {
    const shown = list.current
    if (!shown) return
    const scrolled = () => {
      isFollowing.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight < NEAR
    }
    shown.addEventListener('scroll', scrolled, { passive: true })
    return () => shown.removeEventListener('scroll', scrolled)
  }, [list])
  const { text, sentences, state } = newest
  useEffect(() => {
    const shown = list.current
    if (shown && isFollowing.current && isAtWork(state)) shown.scrollTop = shown.scrollHeight
  }, [list, text, sentences, state])
}
