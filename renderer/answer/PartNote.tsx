import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { jobOf, useJobs } from '../state/jobs'
import { partWords } from '../words/progress_words'

/** While a long document is read, the text is that of one part. */
export function PartNote({ answer: { id, request, text } }: { answer: AnswerEntry }) {
  const progress = useJobs(({ jobs }) => jobOf(jobs, id)?.progress)
  const words = text === '' ? undefined : partWords(request.kind, progress)
  return words ? <p className="answer-part">{words}</p> : null
}
