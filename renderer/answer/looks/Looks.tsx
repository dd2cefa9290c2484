import './looks.css'
import { RotateCcw, Undo2, X } from 'lucide-react'
import { passagesOf } from '../../../electron/shared/document/passages'
import type { AnswerEntry, AnswerRequest, AnswerResult, Passage } from '../../../electron/shared/ipc/answer_data'
import { followsSentence } from '../../../electron/shared/shown/conversation'
import { looksSentence } from '../../../electron/shared/shown/looks'
import { counted } from '../../../electron/shared/shown/numbers'
import { request } from '../../actions/asking'
import { Button, IconButton } from '../../design/Button'
import { firstSpan } from '../../lens/subject/answer_tokens'
import { useDocument } from '../../state/document'
import { useExcerpts } from '../../state/excerpts'
import { useLens } from '../../state/lens'
import { ExcerptStrip } from './ExcerptStrip'
import { PassageList } from './PassageList'

type Question = Extract<AnswerRequest, { kind: 'question' }>

interface Props {
  answer: AnswerEntry
  result: AnswerResult
}

/** The two looks of an answer in a line that opens: what was looked through, what was read again, what to change. */
export function Looks({ answer, result }: Props) {
  const { excerpts } = result
  if (answer.request.kind !== 'question') return null
  const asked = answer.request
  const follows = followsSentence(result)
  if (!excerpts) return <OneLook asked={asked} />
  return (
    <details className="answer-looks">
      <summary>
        {looksSentence(result)}
        {follows && ` ${follows}`}
        <ExcerptStrip excerpts={excerpts} />
      </summary>
      <FirstLookButton answer={answer} result={result} />
      <Excerpts answer={answer.id} asked={asked} excerpts={excerpts} />
    </details>
  )
}

/** It was answered at first sight, as somebody wished. */
const OneLook = ({ asked }: { asked: Question }) => (
  <p className="answer-looks">
    Answered from the whole document at once.{' '}
    <Button small onClick={() => request({ ...asked, looks: 2 })}>
      Ask in two looks
    </Button>
  </p>
)

interface ExcerptsProps {
  /** Its id. */
  answer: string
  asked: Question
  excerpts: readonly Passage[]
}

/** What was read again, with what one may change before asking again. */
function Excerpts({ answer, asked, excerpts }: ExcerptsProps) {
  const changes = useExcerpts()
  const alignment = useDocument((state) => state.alignment)
  const mine = changes.answer === answer ? changes : undefined
  const isNew = (sentence: number) => !excerpts.some((one) => one.sentence === sentence)
  const added = alignment && mine ? passagesOf(mine.added.filter(isNew), alignment) : []
  const all = [...excerpts, ...added].sort((a, b) => a.sentence - b.sentence)
  const kept = all.filter(({ sentence }) => !mine?.out.has(sentence)).map(({ sentence }) => sentence)
  const isChanged = added.length > 0 || kept.length < all.length
  const askAgain = () => {
    changes.clear()
    void request({ ...asked, looks: undefined, excerpts: kept })
  }
  return (
    <>
      {excerpts.some(({ explains }) => explains !== undefined) && (
        <p className="ui-muted">
          The best passages of the first look were each read alone, too, and rank by how probable they make the
          question.
        </p>
      )}
      <p>Read again, word for word, and answered from:</p>
      <PassageList
        passages={all}
        isOut={({ sentence }) => mine?.out.has(sentence) ?? false}
        beside={({ sentence, text }) => {
          const isOut = mine?.out.has(sentence)
          return (
            <IconButton
              small
              name={`${isOut ? 'Take back' : 'Leave out'}: ${text}`}
              onClick={() => changes.toggle(answer, sentence)}
            >
              {isOut ? <Undo2 size={12} aria-hidden /> : <X size={12} aria-hidden />}
            </IconButton>
          )
        }}
      />
      <p className="answer-looks-buttons">
        <Button small disabled={!isChanged || kept.length === 0} onClick={askAgain}>
          <RotateCcw size={12} aria-hidden /> Ask again of {counted(kept.length, 'excerpt')}
        </Button>
        <Button small onClick={() => request({ ...asked, excerpts: undefined, looks: 1 })}>
          Ask the whole document at once
        </Button>
      </p>
      <p className="ui-muted">To add a passage, select it in the document and choose “Read for the answer”.</p>
    </>
  )
}

/** Leads to the lens of the first look at the part that held the best passage. */
function FirstLookButton({ answer, result: { generations, nearest = [] } }: Props) {
  const best = nearest[0]
  const looks = generations.flatMap(({ kind, units }, i) => (kind === 'look' ? [{ i, units }] : []))
  const found = looks.find(({ units }) => best && units.includes(best.sentence)) ?? looks[0]
  if (!found) return null
  const look = () => useLens.getState().look(answer.id, found.i, firstSpan(generations[found.i]!))
  return (
    <p>
      <Button small onClick={look}>
        First look: what the question’s words selected
      </Button>
    </p>
  )
}
