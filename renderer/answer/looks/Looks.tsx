import './looks.css'
import { RotateCcw, Undo2, X } from 'lucide-react'
import { oneLine } from '../../../electron/shared/document/one_line'
import type { AnswerEntry, AnswerResult, Passage } from '../../../electron/shared/ipc/answer_data'
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

interface Props {
  answer: AnswerEntry
  result: AnswerResult
}

/** The two looks of an answer in a line that opens: what was looked through, what was read again, what to change. */
export function Looks({ answer, result }: Props) {
  const { excerpts, generations, document } = result
  if (answer.request.kind !== 'question') return null
  if (!excerpts) return <OneLook answer={answer} />
  return (
    <details className="answer-looks">
      <summary>
        {looksSentence(excerpts, generations.length > 1 ? document.tokens : 0)}
        <ExcerptStrip excerpts={excerpts} />
      </summary>
      <Excerpts answer={answer} result={result} excerpts={excerpts} />
    </details>
  )
}

/** It was answered at first sight, as somebody wished. */
function OneLook({ answer }: { answer: AnswerEntry }) {
  const asked = answer.request
  if (asked.kind !== 'question') return null
  return (
    <p className="answer-looks">
      Answered from the whole document at once.{' '}
      <Button small onClick={() => request({ kind: 'question', question: asked.question, looks: 2 })}>
        Ask in two looks
      </Button>
    </p>
  )
}

function Excerpts({ answer, result, excerpts }: Props & { excerpts: readonly Passage[] }) {
  const changes = useExcerpts()
  const alignment = useDocument((state) => state.alignment)
  const mine = changes.answer === answer.id ? changes : undefined
  const added = (mine?.added ?? []).flatMap((sentence) => {
    const unit = alignment?.sentences[sentence]
    if (!unit || !alignment || excerpts.some((one) => one.sentence === sentence)) return []
    return [{ sentence, page: unit.page, text: oneLine(alignment.document.text.slice(unit.start, unit.end)), score: 0 }]
  })
  const all = [...excerpts, ...added].sort((a, b) => a.sentence - b.sentence)
  const kept = all.filter(({ sentence }) => !mine?.out.has(sentence)).map(({ sentence }) => sentence)
  const isChanged = added.length > 0 || kept.length < all.length
  const asked = answer.request
  const askAgain = () => {
    if (asked.kind !== 'question') return
    changes.clear()
    void request({ kind: 'question', question: asked.question, excerpts: kept })
  }
  return (
    <>
      <FirstLookButton answer={answer} result={result} />
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
              onClick={() => changes.toggle(answer.id, sentence)}
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
        <Button
          small
          onClick={() => asked.kind === 'question' && request({ kind: 'question', question: asked.question, looks: 1 })}
        >
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
