import { useEffect, useRef, useState } from 'react'
import type { AppCalls, Input, Output } from '../../../electron/shared/ipc/calls'
import type { LensQuestion } from '../../../electron/shared/ipc/lens_questions'
import { ask } from '../../ipc/client'
import { Latest, RecentlyUsed } from './latest'

type Question = `lens.${LensQuestion}`

/** Answers about finished traces never change; a map is the largest, about 1 MB. */
const cache = new RecentlyUsed<unknown>(64)

export interface TraceAnswer<T> {
  /** The newest answer there is: while `isStale`, of an earlier question to the same trace. */
  value?: T
  isStale: boolean
  /** One sentence, if the question failed. */
  problem?: string
  again(): void
}

/** Asks main, from the cache if it can; undefined asks nothing. The answer of a question that was replaced is ignored. */
export function useAsked<N extends Question>(
  name: N,
  input: Input<AppCalls, N> | undefined,
): TraceAnswer<Output<AppCalls, N>> {
  type Answer = Output<AppCalls, N>
  const key = input && `${name} ${JSON.stringify(input)}`
  const [state, setState] = useState<{ key?: string; value?: Answer; problem?: string }>({})
  const [tries, setTries] = useState(0)
  const latest = useRef(new Latest<Answer>())
  const wanted = useRef(key)
  wanted.current = key

  useEffect(() => {
    if (!key || !input) return
    if (cache.get(key) !== undefined) return
    latest.current.put(
      () => (ask as (name: N, input: Input<AppCalls, N>) => Promise<Answer>)(name, input),
      (result) => {
        result.then(
          (value) => {
            cache.set(key, value)
            if (wanted.current === key) setState({ key, value })
          },
          (error: Error) => {
            if (wanted.current === key) setState((last) => ({ key, value: last.value, problem: error.message }))
          },
        )
      },
    )
  }, [key, tries])

  const again = () => setTries((n) => n + 1)
  const known = key ? (cache.get(key) as Answer | undefined) : undefined
  const scope = input && JSON.stringify(input.trace)
  const last = useRef<{ scope?: string; value?: Answer }>({})
  if (known !== undefined) last.current = { scope, value: known }
  if (known !== undefined) return { value: known, isStale: false, again }
  if (!key) return { value: undefined, isStale: false, again }
  if (state.key === key && state.problem) return { value: undefined, isStale: false, problem: state.problem, again }
  return { value: last.current.scope === scope ? last.current.value : undefined, isStale: true, again }
}
