import type { AnswerEntry, AnswerSentence, Generation } from '../../electron/ipc/answer_data'
import { SupportMark } from '../design/SupportMark'
import { useLens } from '../state/lens'
import { PageChips } from './PageChips'
import { goToBest } from './sources'
import { TokenText } from './TokenText'
import { unfinished } from './text_pieces'

/** The answer, sentence by sentence, also while it is being written. */
export function AnswerText({ answer }: { answer: AnswerEntry }) {
  const { result, sentences, text } = answer
  if (result)
    return <GenerationText answer={answer.id} generation={result.generations[result.main]!} index={result.main} />
  const rest = unfinished(text, sentences)
  return (
    <div className="answer-text">
      {sentences.map((sentence) => (
        <Sentence key={sentence.from} answer={answer.id} index={0} sentence={sentence} />
      ))}
      {rest && <p className="answer-rest">{rest}</p>}
    </div>
  )
}

interface GenerationTextProps {
  answer: string
  generation: Generation
  index: number
}

export function GenerationText({ answer, generation, index }: GenerationTextProps) {
  return (
    <div className="answer-text">
      {generation.answer.sentences.map((sentence) => (
        <Sentence key={sentence.from} answer={answer} index={index} sentence={sentence} generation={generation} />
      ))}
    </div>
  )
}

interface SentenceProps {
  answer: string
  /** Of the generation. */
  index: number
  sentence: AnswerSentence
  /** Once the answer is complete. */
  generation?: Generation
}

function Sentence({ answer, index, sentence, generation }: SentenceProps) {
  const isLookedAt = useLens(
    ({ open, answer: looked, generation: at, span }) =>
      open &&
      looked === answer &&
      at === index &&
      span !== undefined &&
      span.from < sentence.to &&
      span.to > sentence.from,
  )
  const look = () => {
    const span = generation ? selectedSpan(sentence) : undefined
    useLens.getState().look(answer, index, span ?? { from: sentence.from, to: sentence.to })
    goToBest(sentence)
  }
  return (
    <div className={`answer-sentence is-${sentence.support} ${isLookedAt ? 'is-looked-at' : ''}`}>
      <button
        type="button"
        className="answer-words"
        aria-pressed={isLookedAt}
        onClick={look}
        title="Show what the model read for this"
      >
        {generation ? (
          <TokenText answer={answer} index={index} sentence={sentence} generation={generation} />
        ) : (
          sentence.text
        )}
      </button>
      <span className="answer-marks">
        <SupportMark support={sentence.support} />
        {sentence.support !== 'none' && <PageChips sentence={sentence} />}
      </span>
    </div>
  )
}

/** Tokens of the words that are selected with the mouse, if they are of this sentence. */
function selectedSpan({ from, to }: AnswerSentence) {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed) return undefined
  const tokenAt = (node: Node | null) =>
    Number(node?.parentElement?.closest<HTMLElement>('[data-token]')?.dataset.token)
  const ends = [tokenAt(selection.anchorNode), tokenAt(selection.focusNode)].sort((a, b) => a - b)
  const [first, last] = ends as [number, number]
  return first >= from && last < to ? { from: first, to: last + 1 } : undefined
}
