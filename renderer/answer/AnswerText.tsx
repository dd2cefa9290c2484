import { type MouseEvent, type ReactNode, useMemo } from 'react'
import type { AnswerEntry, Generation } from '../../electron/shared/ipc/answer_data'
import { reviewOf } from '../../electron/shared/reviews'
import { useAnswers } from '../state/answers'
import { isAtWork } from '../state/jobs'
import { useLens } from '../state/lens'
import { Sentence } from './Sentence'
import { SentenceReview } from './SentenceReview'
import { selectedSpan } from './selected_span'
import { ThinkingBlock } from './ThinkingBlock'
import { piecesOf, unfinished } from './text_pieces'

/** The answer, sentence by sentence, also while it is being written. */
export function AnswerText({ answer }: { answer: AnswerEntry }) {
  const index = useAnswers(({ writing }) => writing[answer.id]?.generation ?? 0)
  const { result, sentences, text, state } = answer
  const rest = unfinished(text, sentences)
  if (result) {
    return (
      <>
        <GenerationText
          answer={answer.id}
          generation={result.generations[result.main]!}
          index={result.main}
          under={
            isAtWork(state)
              ? undefined
              : (i) => <SentenceReview answer={answer.id} sentence={i} review={reviewOf(answer.reviews, i)} />
          }
        />
        {state !== 'done' && rest && <p className="answer-text answer-rest">{rest}</p>}
      </>
    )
  }
  if (sentences.length === 0 && rest === '') return null
  return (
    <div className="answer-text">
      {sentences.map((sentence, i) => (
        <Sentence key={i} answer={answer.id} index={index} sentence={sentence} />
      ))}
      {rest && <p className={`answer-rest ${isAtWork(state) ? 'is-growing' : ''}`}>{rest}</p>}
    </div>
  )
}

interface GenerationTextProps {
  answer: string
  generation: Generation
  /** In the result. */
  index: number
  /** What stands under a sentence; of the answer itself, which the reader may tick and note. */
  under?: (sentence: number) => ReactNode
}

/** One of an answer's texts, complete. Words selected with the mouse are looked at by the lens, across sentences too. */
export function GenerationText({ answer, generation, index, under }: GenerationTextProps) {
  const pieces = useMemo(() => piecesOf(generation), [generation])
  const span = useLookedWords(answer, index, generation)
  const lookAtSelected = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const span = selectedSpan(currentTarget)
    if (span) useLens.getState().look(answer, index, span)
  }
  return (
    <>
      <ThinkingBlock answer={answer} generation={generation} index={index} span={span} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, the lens steps through the words */}
      <div className="answer-text" data-generation={index} onMouseUp={lookAtSelected}>
        {generation.answer.sentences.map((sentence, i) => (
          <Sentence
            key={sentence.from}
            answer={answer}
            index={index}
            sentence={sentence}
            pieces={pieces[i]}
            span={span}
          >
            {under?.(i)}
          </Sentence>
        ))}
      </div>
    </>
  )
}

/** What the lens looks at in this text, if it is words and not a sentence. */
function useLookedWords(answer: string, index: number, { answer: { sentences } }: Generation) {
  const span = useLens((lens) =>
    lens.open && lens.answer === answer && lens.generation === index ? lens.span : undefined,
  )
  return span && !sentences.some(({ from, to }) => from === span.from && to === span.to) ? span : undefined
}
