import { create } from 'zustand'
import type { Passage } from '../../../electron/shared/ipc/answer_data'
import type { Mark } from '../../state/marks'
import { surface } from '../surface'

/** More places than this are not looked for: nobody steps through them. */
export const MOST_FOUND = 10_000

/** A passage that the model's indexers found, and its characters [start, end) in the document. */
export type PlacedPassage = Passage & { start: number; end: number }

/** What is looked for in the document, and where it was found. Marks are its own: the lens's are left alone. */
export interface FindState {
  open: boolean
  /** By words the text is compared; by meaning the model is asked, and its indexers tell where they look. */
  by: 'words' | 'meaning'
  query: string
  /** In the order of the document. */
  marks: readonly Mark[]
  /** Index in `marks`; -1 if nothing was found. */
  current: number
  searching: boolean
  /** By meaning, best first: one steps through them in this order. */
  passages: readonly PlacedPassage[]

  show(): void
  hide(): void
  lookBy(by: FindState['by']): void
  look(query: string): void
  found(places: { start: number; end: number }[], nearest: number): void
  foundPassages(passages: readonly PlacedPassage[]): void
  /** Shows one of `passages`. */
  choose(rank: number): void
  step(by: 1 | -1): void
}

const NOTHING = { marks: [] as readonly Mark[], passages: [] as readonly PlacedPassage[], current: -1 }

export const useFind = create<FindState>()((set, get) => ({
  open: false,
  by: 'words',
  query: '',
  searching: false,
  ...NOTHING,
  show: () => set({ open: true }),
  hide: () => set({ open: false, query: '', searching: false, ...NOTHING }),
  lookBy: (by) => set({ by, ...NOTHING, searching: by === 'words' && get().query.trim() !== '' }),
  look: (query) => {
    const isEmpty = query.trim() === ''
    set({ query, searching: get().by === 'words' && !isEmpty, ...((isEmpty || get().by === 'meaning') && NOTHING) })
  },
  found: (places, nearest) => {
    set({ marks: marksOf(places, nearest), current: places.length === 0 ? -1 : nearest, searching: false })
    reveal(get())
  },
  foundPassages: (passages) => {
    set({ passages })
    get().choose(0)
  },
  choose: (rank) => {
    const places = [...get().passages].sort((a, b) => a.start - b.start)
    const current = places.indexOf(get().passages[rank]!)
    set({ marks: marksOf(places, current), current })
    reveal(get())
  },
  step: (by) => {
    const { marks, current, passages } = get()
    if (marks.length === 0) return
    if (passages.length > 0) return get().choose(around(rankOf(get()) + by, passages.length))
    const next = around(current + by, marks.length)
    set({ marks: marksOf(marks, next), current: next })
    reveal(get())
  },
}))

const around = (at: number, length: number) => (at + length) % length

/** Which of the passages is looked at; -1 if none is. */
export const rankOf = ({ marks, current, passages }: FindState): number =>
  passages.findIndex(({ start }) => start === marks[current]?.start)

/** The one that is looked at is drawn strongest. */
const marksOf = (places: readonly { start: number; end: number }[], current: number): Mark[] =>
  places.map(({ start, end }, i) => ({ kind: 'found', start, end, strength: i === current ? 1 : 0.4, label: '' }))

function reveal({ marks, current }: FindState): void {
  const mark = marks[current]
  if (mark) surface()?.reveal(mark.start, mark.end, false)
}
