import { useMemo } from 'react'
import type { AnswerSentence, Generation } from '../../electron/ipc/answer_data'
import { useLens } from '../state/lens'
import { useUses } from '../state/uses'
import { tokenPieces } from './text_pieces'

interface TokenTextProps {
  answer: string
  index: number
  sentence: AnswerSentence
  generation: Generation
}

/** A sentence whose tokens show which one the lens looks at, and which of them used a sentence that was asked about. */
export function TokenText({ answer, index, sentence, generation }: TokenTextProps) {
  const pieces = useMemo(() => tokenPieces(generation, sentence), [generation, sentence])
  const looked = useLens((state) =>
    state.open && state.view !== 'evidence' && state.answer === answer && state.generation === index ? state.token : -1,
  )
  const uses = useUses()
  const used = uses.answer === answer && uses.generation === index ? uses.count : undefined
  return pieces.map(({ token, text }) => {
    const share = used ? (used[token] ?? 0) / Math.max(1, uses.max) : 0
    return (
      <span
        key={token}
        data-token={token}
        className={token === looked ? 'answer-token is-looked-at' : 'answer-token'}
        style={share > 0 ? { background: `rgb(var(--asked) / ${0.08 + 0.42 * share})` } : undefined}
      >
        {text}
      </span>
    )
  })
}
