import type { CSSProperties } from 'react'
import { counted } from '../../electron/shared/shown/numbers'
import { type TokenSpan, useLens } from '../state/lens'
import { useUses } from '../state/uses'
import type { Piece } from './text_pieces'

interface TokenTextProps {
  answer: string
  index: number
  pieces: Piece[]
  /** Words that the lens looks at, if they are not a whole sentence. */
  span?: TokenSpan
}

/**
 * A sentence whose tokens show which the lens looks at, and how often each of them selected a sentence of the document
 * that was asked about.
 */
export function TokenText({ answer, index, pieces, span }: TokenTextProps) {
  const looked = useLens(({ open, playing, view, answer: of, generation, token }) =>
    open && of === answer && generation === index && (playing || view === 'score' || view === 'entered') ? token : -1,
  )
  const uses = useUses()
  const used = uses.answer === answer && uses.generation === index ? uses.count : undefined
  return pieces.map(({ token, text }) => {
    const share = used ? (used[token] ?? 0) / Math.max(1, uses.max) : 0
    const isInSpan = span !== undefined && token >= span.from && token < span.to
    return (
      <span
        key={token}
        data-token={token}
        className={classOf({ isLookedAt: token === looked, isInSpan, isUsed: share > 0 })}
        title={used ? `selected it ${counted(used[token] ?? 0, 'time')}` : undefined}
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
