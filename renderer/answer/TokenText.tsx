import type { CSSProperties } from 'react'
import type { AnswerSentence } from '../../electron/ipc/answer_data'
import { useLens } from '../state/lens'
import { useUses } from '../state/uses'
import type { Piece } from './text_pieces'

interface TokenTextProps {
  answer: string
  index: number
  sentence: AnswerSentence
  pieces: Piece[]
}

/**
 * A sentence whose tokens show which the lens looks at, and how often each of them selected a sentence of the document
 * that was asked about.
 */
export function TokenText({ answer, index, sentence, pieces }: TokenTextProps) {
  const { token: looked, span } = useLooked(answer, index, sentence)
  const { from, to } = sentence
  const uses = useUses()
  const used = uses.answer === answer && uses.generation === index ? uses.count : undefined
  return pieces.map(({ token, text }) => {
    const share = used ? (used[token] ?? 0) / Math.max(1, uses.max) : 0
    const isInSpan = span !== undefined && token >= Math.max(span.from, from) && token < Math.min(span.to, to)
    return (
      <span
        key={token}
        data-token={token}
        className={classOf({ isLookedAt: token === looked, isInSpan, isUsed: share > 0 })}
        title={used ? `selected it ${used[token] ?? 0} times` : undefined}
        style={share > 0 ? ({ '--share': share } as CSSProperties) : undefined}
      >
        {text}
      </span>
    )
  })
}

const classOf = (is: { isLookedAt: boolean; isInSpan: boolean; isUsed: boolean }) =>
  ['answer-token', is.isLookedAt && 'is-looked-at', is.isInSpan && 'is-in-span', is.isUsed && 'is-used']
    .filter(Boolean)
    .join(' ')

/** The token that scores and attention are about; the span, where it is not the whole sentence. */
function useLooked(answer: string, index: number, { from, to }: AnswerSentence) {
  const isLookedAt = useLens((lens) => lens.open && lens.answer === answer && lens.generation === index)
  const token = useLens(({ view, token }) => (isLookedAt && (view === 'score' || view === 'entered') ? token : -1))
  const span = useLens((lens) => (isLookedAt ? lens.span : undefined))
  const isWhole = span !== undefined && span.from <= from && span.to >= to
  return { token, span: isWhole ? undefined : span }
}
