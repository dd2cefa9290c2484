import './looks.css'
import type { AnswerEntry, AnswerRequest, AnswerResult } from '../../../electron/shared/ipc/answer_data'
import { followsSentence } from '../../../electron/shared/shown/conversation'
import { looksSentence } from '../../../electron/shared/shown/looks'
import { request } from '../../actions/asking'
import { Button } from '../../design/Button'
import { firstSpan } from '../../lens/subject/answer_tokens'
import { useLens } from '../../state/lens'
import { ExcerptStrip } from './ExcerptStrip'
import { Excerpts } from './Excerpts'

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
  if (!excerpts) return <OneLook asked={asked} follows={follows} />
  return (
    <details className="answer-looks">
      <summary>
        {looksSentence(result)}
        {follows && ` ${follows}`}
        <ExcerptStrip excerpts={excerpts} />
      </summary>
      <FirstLookButton answer={answer} result={result} />
      <Excerpts answer={answer.id} asked={asked} excerpts={excerpts} nearest={result.nearest ?? []} />
    </details>
  )
}

/** It was answered at first sight, as somebody wished. */
const OneLook = ({ asked, follows }: { asked: Question; follows: string }) => (
  <p className="answer-looks">
    Answered from the whole document at once. {follows && `${follows} `}
    <Button small onClick={() => request({ ...asked, looks: 2 })}>
      Ask in two looks
    </Button>
  </p>
)

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
