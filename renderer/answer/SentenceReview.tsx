import './review.css'
import { Check, NotebookPen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { MOST_NOTE, type Review } from '../../electron/shared/ipc/answer_data'
import { reviewSentence } from '../actions/asking'
import { Button } from '../design/Button'

interface ReviewProps {
  answer: string
  /** Index of the sentence in the answer. */
  sentence: number
  review?: Review
}

const NOTHING: Pick<Review, 'verified' | 'note'> = { verified: false, note: '' }

/** What the reader says of a sentence: a tick once they compared it with its source, and a note. Both are kept and exported. */
export function SentenceReview({ answer, sentence, review = { ...NOTHING, sentence, at: 0 } }: ReviewProps) {
  const [isWriting, setWriting] = useState(false)
  const { verified, note } = review
  const save = (change: Partial<typeof NOTHING>) => void reviewSentence(answer, { sentence, verified, note, ...change })
  return (
    <div className="answer-review">
      <button
        type="button"
        className="answer-tick"
        aria-pressed={verified}
        title={
          verified ? 'You compared it with its source: click to take that back' : 'You compared it with its source'
        }
        onClick={() => save({ verified: !verified })}
      >
        <Check size={12} aria-hidden /> {verified ? 'Verified' : 'Verify'}
      </button>
      <button type="button" className="answer-tick" aria-expanded={isWriting} onClick={() => setWriting(!isWriting)}>
        <NotebookPen size={12} aria-hidden /> {note === '' ? 'Note' : 'Change the note'}
      </button>
      {isWriting ? (
        <NoteForm
          note={note}
          onSave={(text) => {
            save({ note: text })
            setWriting(false)
          }}
        />
      ) : (
        note !== '' && <p className="answer-noted">{note}</p>
      )}
    </div>
  )
}

function NoteForm({ note, onSave }: { note: string; onSave: (note: string) => void }) {
  const [text, setText] = useState(note)
  const save = (event: FormEvent) => {
    event.preventDefault()
    onSave(text.trim())
  }
  return (
    <form className="answer-noting" onSubmit={save}>
      <textarea
        className="ui-field"
        aria-label="Your note on this sentence"
        rows={2}
        maxLength={MOST_NOTE}
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for it
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button small type="submit">
        Keep the note
      </Button>
    </form>
  )
}
