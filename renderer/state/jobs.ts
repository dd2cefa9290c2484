import { create } from 'zustand'
import type { AnswerEntry, Progress } from '../../electron/shared/ipc/answer_data'

/** Answers at work or waiting, about any document: the open one's have their text in state/answers. */
export interface Job {
  answer: string
  document: string
  state: 'queued' | 'reading' | 'answering'
  createdAt: number
  /** Waits until nothing else does (AnswerEntry). */
  automatic?: boolean
  progress?: Progress
}

export interface JobsState {
  /** In the order in which they are answered, as far as that is known. */
  jobs: Job[]

  changed(answer: AnswerEntry): void
  removed(answer: string): void
  progressed(answer: string, document: string, progress: Progress): void
}

export const isAtWork = (state: AnswerEntry['state']): state is Job['state'] =>
  state === 'queued' || state === 'reading' || state === 'answering'

export const useJobs = create<JobsState>()((set, get) => ({
  jobs: [],
  changed: ({ id, document, state, createdAt, automatic }) => {
    const known = jobOf(get().jobs, id)
    const others = get().jobs.filter(({ answer }) => answer !== id)
    if (!isAtWork(state)) return set({ jobs: others })
    const job: Job = { ...known, answer: id, document, state, createdAt, automatic }
    set({ jobs: [...others, job].sort(byTurn) })
  },
  removed: (gone) => set({ jobs: get().jobs.filter(({ answer }) => answer !== gone) }),
  progressed: (answer, document, progress) => {
    const state = progress.stage === 'answer' ? 'answering' : 'reading'
    const known = jobOf(get().jobs, answer)
    // the page was loaded while it was at work
    if (!known) return set({ jobs: [{ answer, document, state, createdAt: 0, progress }, ...get().jobs] })
    set({ jobs: get().jobs.map((job) => (job === known ? { ...job, state, progress } : job)) })
  },
}))

/** As main's queue: what people asked for before what nobody did, in each the first come first. */
const byTurn = (a: Job, b: Job) =>
  Number(a.automatic ?? false) - Number(b.automatic ?? false) || a.createdAt - b.createdAt

export const jobOf = (jobs: readonly Job[], answer: string): Job | undefined =>
  jobs.find((job) => job.answer === answer)

export const runningJob = (jobs: readonly Job[]): Job | undefined => jobs.find(({ state }) => state !== 'queued')

/** How many are answered before a waiting one. */
export function waitingBefore(jobs: readonly Job[], answer: string): number {
  const at = jobs.findIndex((job) => job.answer === answer)
  return jobs.filter((job, i) => job.answer !== answer && (job.state !== 'queued' || i < at)).length
}
