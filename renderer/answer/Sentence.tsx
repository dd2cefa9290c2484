import { type ReactNode, useEffect, useRef } from 'react'
import type { AnswerSentence } from '../../electron/shared/ipc/answer_data'
import { leadingTurns } from '../../electron/shared/shown/conversation'
import { goToBest } from '../actions/sources'
import { SupportMark } from '../design/SupportMark'
import { type TokenSpan, useLens } from '../state/lens'
import { PageChips } from './PageChips'
import { endPreview, previewSources } from './preview'
import { hasSelection } from './selected_span'
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
  /** Of the answer itself: what the reader says of it. */
  children?: ReactNode
}

/** A sentence of an answer, how well it is supported, and its pages. A click shows what the model read for it. */
export function Sentence({ answer, index, sentence, pieces, span, children }: SentenceProps) {
  const { from, to, support, text, unfound = [] } = sentence
  const isLookedAt = useLens(
    (lens) =>
      lens.open &&
      lens.answer === answer &&
      lens.generation === index &&
      lens.span !== undefined &&
      lens.span.from < to &&
      lens.span.to > from,
  )
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the lens takes room from the answers, and its arrow keys go on to other sentences
    if (isLookedAt) element.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isLookedAt])
  useEffect(() => endPreview, [])
  const look = () => {
    // the end of a drag over words is no click
    if (hasSelection()) return
    endPreview()
    useLens.getState().look(answer, index, { from, to })
    goToBest(sentence)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its button shades the same by keyboard
    <div
      ref={element}
      className={`answer-sentence is-${support} ${isLookedAt ? 'is-looked-at' : ''}`}
      onMouseEnter={() => previewSources(sentence)}
      onMouseLeave={endPreview}
      onFocus={() => previewSources(sentence)}
      onBlur={endPreview}
    >
      <button type="button" className="answer-words" aria-pressed={isLookedAt} onClick={look}>
        {pieces?.length ? <TokenText answer={answer} index={index} pieces={pieces} span={span} /> : text}
      </button>
      <span className="answer-marks">
        <SupportMark support={support} />
        {support !== 'none' && <PageChips sentence={sentence} />}
        <FromTurns sentence={sentence} />
        <span className="answer-invite" aria-hidden="true">
          {support === 'none' ? 'Look closer' : 'Show sources'}
        </span>
      </span>
      {unfound.length > 0 && (
        <p className="answer-unfound">
          Not in the document: <b>{unfound.join(', ')}</b>
        </p>
      )}
      {children}
    </div>
  )
}

const FromTurns = ({ sentence }: { sentence: AnswerSentence }) =>
  leadingTurns(sentence).map(({ turn, text }) => (
    <span key={turn} className="answer-hint" title={text}>
      from your question {turn}
    </span>
  ))
