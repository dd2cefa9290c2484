import type { AnswerEntry } from '../../electron/ipc/answer_data'
import { useLens } from '../state/lens'
import { sentenceOf } from './answer_tokens'
import { type EvidenceEntry, EvidenceList } from './EvidenceList'
import { Notice } from './Notice'
import { SupportLine } from './SupportLine'

/** While an answer is still being written its finished sentences have their evidence already; all else comes later. */
export function StreamingEvidence({ entry }: { entry?: AnswerEntry }) {
  const { view, span } = useLens()
  if (!entry) {
    return (
      <Notice>
        Ask for a summary or ask a question; then click a sentence of the answer to see what the model read.
      </Notice>
    )
  }
  const isOver = entry.state === 'failed' || entry.state === 'interrupted' || entry.state === 'cancelled'
  const sentence = span && sentenceOf(entry.sentences, span)
  if (view !== 'evidence') return <Notice>{isOver ? ENDED : 'Available when the answer is complete.'}</Notice>
  if (!sentence) {
    return <Notice>{isOver ? ENDED : 'Click a finished sentence of the answer to see where it came from.'}</Notice>
  }
  return (
    <div className="lens-view">
      <SupportLine support={sentence.support} />
      <EvidenceList entries={sentence.evidence.map(entryOf)} />
      <p className="lens-legend">Indexer scores, entered attention and the map follow when the answer is complete.</p>
    </div>
  )
}

const ENDED = 'This answer ended before it was complete, so there is no trace of what was read. Ask again to see it.'

const entryOf = ({
  sentence,
  text,
  page,
  score,
  count,
  steps,
}: AnswerEntry['sentences'][0]['evidence'][0]): EvidenceEntry => ({
  key: String(sentence),
  text,
  page,
  score,
  count,
  isSource: true,
  through: steps ? 'through a part’s summary' : undefined,
})
