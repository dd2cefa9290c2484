import { useMemo } from 'react'
import type { Alignment } from '../../../electron/shared/document/alignment'
import type { SourceDocument } from '../../../electron/shared/document/types'
import type { AnswerEntry, EvidenceItem } from '../../../electron/shared/ipc/answer_data'
import { Notice } from '../../design/Notice'
import { useApp } from '../../state/app'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import { sentenceOf } from '../subject/answer_tokens'
import { sentenceOfText } from '../subject/sentences'
import type { EvidenceEntry } from './EvidenceList'
import { ShownEvidence } from './ShownEvidence'
import { SupportLine } from './SupportLine'

/** While an answer is still being written its finished sentences have their evidence already; all else comes later. */
export function StreamingEvidence({ entry }: { entry?: AnswerEntry }) {
  const { view, span } = useLens()
  const { source, alignment } = useDocument()
  const model = useApp((state) => state.status?.model)
  const sentence = entry && span && sentenceOf(entry.sentences, span)
  const entries = useMemo(() => {
    const sources = sentence && sentence.support !== 'none' ? sentence.evidence : []
    return sources.map(entryOf(source, alignment))
  }, [sentence, source, alignment])
  if (!entry) {
    return (
      <Notice>
        Ask for a summary or ask a question; then click a sentence of the answer to see what the model read.
      </Notice>
    )
  }
  const isOver = entry.state === 'failed' || entry.state === 'interrupted' || entry.state === 'cancelled'
  if (view !== 'evidence') return <Notice>{isOver ? ENDED : 'Available when the answer is complete.'}</Notice>
  if (!sentence) {
    return <Notice>{isOver ? ENDED : 'Click a finished sentence of the answer to see where it came from.'}</Notice>
  }
  return (
    <div className="lens-view">
      <SupportLine support={sentence.support} />
      <ShownEvidence entries={entries} model={model} />
      <p className="lens-legend">What else the lens shows follows when the answer is complete.</p>
    </div>
  )
}

const ENDED = 'This answer ended before it was complete, so there is no trace of what was read. Ask again to see it.'

const entryOf =
  (source: SourceDocument | undefined, alignment: Alignment | undefined) =>
  ({ sentence, text, uncertain, page, score, count, steps }: EvidenceItem): EvidenceEntry => {
    const place = alignment?.sentences[sentence] ?? (source && sentenceOfText(source, page, text))
    return {
      key: String(sentence),
      text,
      uncertain,
      page,
      start: place?.start,
      end: place?.end,
      score,
      count,
      // which layers were summed over is not known yet, so the bound of sources can't be told
      isSource: true,
      through: steps ? 'through a part’s summary' : undefined,
    }
  }
