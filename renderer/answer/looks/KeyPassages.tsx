import './looks.css'
import type { AnswerResult } from '../../../electron/shared/ipc/answer_data'
import { PassageList } from './PassageList'

/** The document's own sentences that tell most of it. */
export function KeyPassages({ result: { keyPassages = [] } }: { result: AnswerResult }) {
  if (keyPassages.length === 0) return null
  return (
    <section className="answer-key">
      <h3>Key passages, word for word</h3>
      <PassageList passages={keyPassages} />
    </section>
  )
}
