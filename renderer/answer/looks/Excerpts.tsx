import { Plus, RotateCcw, Undo2, X } from 'lucide-react'
import { passagesOf } from '../../../electron/shared/document/passages'
import type { AnswerRequest, Passage } from '../../../electron/shared/ipc/answer_data'
import { counted } from '../../../electron/shared/shown/numbers'
import { request } from '../../actions/asking'
import { Button, IconButton } from '../../design/Button'
import { useDocument } from '../../state/document'
import { useExcerpts } from '../../state/excerpts'
import { PassageList } from './PassageList'

/** How many of the next best passages are offered. */
const OFFERED = 4

interface Props {
  /** Its id. */
  answer: string
  asked: Extract<AnswerRequest, { kind: 'question' }>
  excerpts: readonly Passage[]
  /** What the first look found, best first. */
  nearest: readonly Passage[]
}

/** What was read again and what came next, with what one may change before asking again. */
export function Excerpts({ answer, asked, excerpts, nearest }: Props) {
  const changes = useExcerpts()
  const alignment = useDocument((state) => state.alignment)
  const mine = changes.answer === answer ? changes : undefined
  const isNew = (sentence: number) => !excerpts.some((one) => one.sentence === sentence)
  const added = alignment && mine ? passagesOf(mine.added.filter(isNew), alignment) : []
  const all = [...excerpts, ...added].sort((a, b) => a.sentence - b.sentence)
  const kept = all.filter(({ sentence }) => !mine?.out.has(sentence)).map(({ sentence }) => sentence)
  const next = nearest.filter(({ sentence }) => !all.some((one) => one.sentence === sentence)).slice(0, OFFERED)
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
      {next.length > 0 && <p>Next best, and not read again:</p>}
      <PassageList
        passages={next}
        beside={({ sentence, text }) => (
          <IconButton small name={`Read too: ${text}`} onClick={() => changes.add(answer, [sentence])}>
            <Plus size={12} aria-hidden />
          </IconButton>
        )}
      />
      <p className="answer-looks-buttons">
        <Button small disabled={!isChanged || kept.length === 0} onClick={askAgain}>
          <RotateCcw size={12} aria-hidden /> Ask again of {counted(kept.length, 'excerpt')}
        </Button>
        <Button small onClick={() => request({ ...asked, excerpts: undefined, looks: 1 })}>
          Ask the whole document at once
        </Button>
      </p>
      <p className="ui-muted">To add another passage, select it in the document and choose “Read for the answer”.</p>
    </>
  )
}
