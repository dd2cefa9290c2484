import type { AnswerSentence } from '../../electron/ipc/answer_data'
import { SupportMark } from '../design/SupportMark'
import { type TokenSpan, useLens } from '../state/lens'
import { PageChips } from './PageChips'
import { hasSelection } from './selected_span'
import { goToBest } from './sources'
import { TokenText } from './TokenText'
import type { Piece } from './text_pieces'

interface SentenceProps {
  answer: string
  /** Of the generation. */
  index: number
  sentence: AnswerSentence
  /** Its tokens, once the answer is complete. */
  pieces?: Piece[]
  /** Words of the answer that the lens looks at, if they are not a whole sentence. */
  span?: TokenSpan
}

/** A sentence of an answer, how well it is supported, and its pages. A click shows what the model read for it. */
export function Sentence({ answer, index, sentence, pieces, span }: SentenceProps) {
  const { from, to, support, text } = sentence
  const isLookedAt = useLens(
    (lens) =>
      lens.open &&
      lens.answer === answer &&
      lens.generation === index &&
      lens.span !== undefined &&
      lens.span.from < to &&
      lens.span.to > from,
  )
  const look = () => {
    // the end of a drag over words is no click
    if (hasSelection()) return
    useLens.getState().look(answer, index, { from, to })
    goToBest(sentence)
  }
  return (
    <div className={`answer-sentence is-${support} ${isLookedAt ? 'is-looked-at' : ''}`}>
      <button type="button" className="answer-words" aria-pressed={isLookedAt} onClick={look}>
        {pieces?.length ? <TokenText answer={answer} index={index} pieces={pieces} span={span} /> : text}
      </button>
      <span className="answer-marks">
        <SupportMark support={support} />
        {support !== 'none' && <PageChips sentence={sentence} />}
      </span>
    </div>
  )
}
