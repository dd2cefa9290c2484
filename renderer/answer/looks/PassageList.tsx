import type { ReactNode } from 'react'
import type { Passage } from '../../../electron/shared/ipc/answer_data'
import { goToSource } from '../../actions/sources'
import { PageChip } from '../../design/PageChip'
import { Quoted } from '../../design/Quoted'

interface Props {
  passages: readonly Passage[]
  /** Of one that stays in the list but is struck out. */
  isOut?: (passage: Passage) => boolean
  /** Beside each. */
  beside?: (passage: Passage) => ReactNode
}

/** Sentences of the document with their pages, word for word; a click shows one where it stands. */
export const PassageList = ({ passages, isOut, beside }: Props) => (
  <ol className="answer-passages">
    {passages.map((passage) => (
      <li key={passage.sentence} data-out={isOut?.(passage) || undefined}>
        <button type="button" className="answer-passage" onClick={() => goToSource(passage)}>
          <PageChip page={passage.page} />
          <span>
            <Quoted text={passage.text} uncertain={passage.uncertain} />
          </span>
        </button>
        {beside?.(passage)}
      </li>
    ))}
  </ol>
)
