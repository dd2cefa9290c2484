import type { Progress } from '../shared/ipc/answer_data'
import type { JobProgress } from '../shared/ipc/experiment_data'

/** `share`: 0..1 of all bytes. */
export const loadProgress = (share: number, bytes = 1): JobProgress => ({
  step: 'load',
  done: Math.round(share * bytes),
  total: bytes,
})

/** A request's progress as a job's. */
export function jobProgress(progress: Progress): JobProgress {
  switch (progress.stage) {
    case 'load':
      return loadProgress(progress.done, progress.bytes)
    case 'calibrate':
      return { step: 'calibrate', done: progress.done, total: progress.total }
    case 'restore':
      return { step: 'restore', done: 0, total: 0 }
    case 'prefill':
      return { step: 'read', done: progress.done, total: progress.total }
    case 'look':
      return { step: 'read', done: progress.part, total: progress.parts }
    case 'wait':
      return { step: 'read', done: 0, total: 0 }
    case 'weigh':
      return { step: 'read', done: progress.passage, total: progress.passages }
    case 'answer':
      return { step: 'answer', done: progress.tokens, total: 0 }
  }
}
