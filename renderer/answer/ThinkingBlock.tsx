import './thinking.css'
import { type MouseEvent, useMemo } from 'react'
import type { Generation } from '../../electron/shared/ipc/answer_data'
import { thinkingTitle } from '../../electron/shared/shown/thinking'
import { Button } from '../design/Button'
import { type TokenSpan, useLens } from '../state/lens'
import { selectedSpan } from './selected_span'
import { TokenText } from './TokenText'
import { thoughtPieces } from './text_pieces'

interface Props {
  answer: string
  generation: Generation
  /** In the result. */
  index: number
  /** Words that the lens looks at. */
  span?: TokenSpan
}

/** What the model thought before its answer, folded: no part of the answer, so that nothing in it is marked or checked. */
export function ThinkingBlock({ answer, generation, index, span }: Props) {
  const { thinking } = generation.answer
  const pieces = useMemo(() => thoughtPieces(generation), [generation])
  if (!thinking?.text) return null
  const look = (words: TokenSpan | undefined) => words && useLens.getState().look(answer, index, words)
  const lookAtSelected = ({ currentTarget }: MouseEvent<HTMLElement>) => look(selectedSpan(currentTarget))
  return (
    <details className="answer-thinking">
      <summary>{thinkingTitle(thinking)}</summary>
      <p className="ui-muted">
        What the model wrote for itself before it answered: no part of the answer, and not checked against the document.
      </p>
      <p className="answer-thought" onMouseUp={lookAtSelected}>
        <TokenText answer={answer} index={index} pieces={pieces} span={span} />
      </p>
      <Button small onClick={() => look({ from: 0, to: thinking.tokens })}>
        Show what it read meanwhile
      </Button>
    </details>
  )
}
