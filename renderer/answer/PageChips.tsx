import type { AnswerSentence } from '../../electron/shared/ipc/answer_data'
import { placeShort } from '../../electron/shared/shown/page_names'
import { goToSource } from '../actions/sources'
import { Chip } from '../design/Chip'
import { useDocument } from '../state/document'

/** Pages of the best evidence, each once; a click shows the sentence there. */
export function PageChips({ sentence: { evidence }, most = 3 }: { sentence: AnswerSentence; most?: number }) {
  const source = useDocument((state) => state.source)
  // texts have no pages
  if (source?.pages.length === 0) return null
  const firsts = evidence.filter((item, i) => evidence.findIndex(({ page }) => page === item.page) === i)
  return firsts.slice(0, most).map((item) => (
    <Chip
      key={item.page}
      title={`“${item.text}”`}
      aria-label={`${placeShort(source, item.page)}: ${item.text}`}
      onClick={() => goToSource(item)}
    >
      {placeShort(source, item.page)}
    </Chip>
  ))
}
