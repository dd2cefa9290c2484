import { useEffect } from 'react'
import { create } from 'zustand'
import { useLens } from '../../state/lens'
import { goToToken, nextToken } from '../subject/steps'
import type { Subject } from '../subject/subject'

/** Playing an answer back: its tokens are looked at one after the other, with all that is shown of them. */

/** Tokens per second. */
export const SPEEDS = [1, 2, 4, 8] as const
export type Speed = (typeof SPEEDS)[number]

export const useSpeed = create<{ speed: Speed; setSpeed(speed: Speed): void }>()((set) => ({
  speed: 2,
  setSpeed: (speed) => set({ speed }),
}))

export function usePlayback({ generation, token }: Subject): { atEnd: boolean; toggle(): void } {
  const { playing, play } = useLens()
  const speed = useSpeed((state) => state.speed)
  const next = nextToken(generation, token, 1)
  const atEnd = next === token
  useEffect(() => {
    if (!playing) return
    if (atEnd) {
      play(false)
      return
    }
    const timer = setTimeout(() => goToToken(generation, next), 1000 / speed)
    return () => clearTimeout(timer)
  }, [playing, speed, generation, next, atEnd, play])
  const toggle = () => {
    // from the end it begins again
    if (!playing && atEnd) goToToken(generation, nextToken(generation, -1, 1))
    play(!playing)
  }
  return { atEnd, toggle }
}
