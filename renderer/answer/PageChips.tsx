import type { AnswerSentence } from '../../electron/ipc/answer_data'
import { useDocument } from '../state/document'
import { goToSource } from './sources'

/** Pages of the best evidence, each once. */
export function PageChips({ sentence, most = 3 }: { sentence: AnswerSentence; most?: number }) {
  const hasPages = useDocument((state) => (state.source?.pages.length ?? 0) > 0)
  const firsts = sentence.evidence.filter((item, i, all) => all.findIndex(({ page }) => page === item.page) === i)
  if (!hasPages) return null
  return firsts.slice(0, most).map((item) => (
    <button
      key={item.page}
      type="button"
      className="answer-page"
      title={item.text}
      aria-label={`Page ${item.page}: ${item.text}`}
      onClick={() => goToSource(item)}
    >
      p. {item.page}
    </button>
  ))
}
