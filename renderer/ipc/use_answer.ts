import { type DependencyList, useEffect, useState } from 'react'

/** What main answers, asked for once and again whenever one of `when` changes; what was there before stands until then, and where it fails. */
export function useAnswer<T>(asked: () => Promise<T>, before: T, when: DependencyList = []): T {
  const [answer, setAnswer] = useState(before)
  useEffect(() => {
    let isGone = false
    asked().then(
      (value) => {
        if (!isGone) setAnswer(value)
      },
      () => {},
    )
    return () => {
      isGone = true
    }
  }, when)
  return answer
}
