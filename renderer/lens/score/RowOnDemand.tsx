import type { ReactNode } from 'react'
import { Notice } from '../../design/Notice'
import { RunningTask } from '../../design/RunningTask'
import { useIsRun } from '../../state/runs'
import { readsDocument } from '../subject/read_tokens'
import type { Subject } from '../subject/subject'
import type { OfRow } from './rows'

interface Props<T> {
  subject: Subject
  of: OfRow<T>
  /** The button's words. */
  offer: string
  title?: string
  children(value: T): ReactNode
}

/** What a trace doesn't keep of a row: the offer to compute it, how far that has come, what failed, or what came out. */
export function RowOnDemand<T>({ subject, of, offer, title, children }: Props<T>) {
  const { name, value, task, problem, look } = of
  const isRun = useIsRun(subject.entry.id)
  // the model is brought back to where it gave an answer of a document
  if (isRun || !readsDocument(subject.generation) || subject.generation.kind === 'look') return null
  if (task) return <RunningTask name={name} task={task} />
  if (problem) return <Notice again={look}>{problem}</Notice>
  if (value !== undefined) return children(value)
  return (
    <button type="button" className="lens-more" onClick={look} title={title}>
      {offer}
    </button>
  )
}
