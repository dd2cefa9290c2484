import { create } from 'zustand'
import type { Mark } from '../../state/marks'
import { surface } from '../surface'

/** More places than this are not looked for: nobody steps through them. */
export const MOST_FOUND = 10_000

/** What is looked for in the document, and where it was found. Marks are its own: the lens's are left alone. */
export interface FindState {
  open: boolean
  query: string
  marks: readonly Mark[]
  /** Index in `marks`; -1 if nothing was found. */
  current: number
  searching: boolean

  show(): void
  hide(): void
  look(query: string): void
  found(places: { start: number; end: number }[], nearest: number): void
  step(by: 1 | -1): void
}

const NOTHING: readonly Mark[] = []

export const useFind = create<FindState>()((set, get) => ({
  open: false,
  query: '',
  marks: NOTHING,
  current: -1,
  searching: false,
  show: () => set({ open: true }),
  hide: () => set({ open: false, query: '', marks: NOTHING, current: -1, searching: false }),
  look: (query) =>
    set({ query, searching: query.trim() !== '', ...(query.trim() === '' && { marks: NOTHING, current: -1 }) }),
  found: (places, nearest) => {
    set({ marks: marksOf(places, nearest), current: places.length === 0 ? -1 : nearest, searching: false })
    reveal(get())
  },
  step: (by) => {
    const { marks, current } = get()
    if (marks.length === 0) return
    const next = (current + by + marks.length) % marks.length
    set({ marks: marksOf(marks, next), current: next })
    reveal(get())
  },
}))

/** The one that is looked at is drawn strongest. */
const marksOf = (places: readonly { start: number; end: number }[], current: number): Mark[] =>
  places.map(({ start, end }, i) => ({ kind: 'found', start, end, strength: i === current ? 1 : 0.4, label: '' }))

function reveal({ marks, current }: FindState): void {
  const mark = marks[current]
  if (mark) surface()?.reveal(mark.start, mark.end, false)
}
