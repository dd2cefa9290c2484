import { type KeyboardEvent, useState } from 'react'
import { askBoth } from '../actions/comparing'
import { Button } from '../design/Button'
import { Kbd } from '../design/Kbd'

/** Where one asks both versions the same. */
export function AskBoth() {
  const [question, setQuestion] = useState('')
  const send = () => {
    if (question.trim() === '') return
    void askBoth(question.trim())
    setQuestion('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className="compare-ask">
      <textarea
        id="ask-question"
        className="ui-field"
        rows={1}
        maxLength={4000}
        aria-label="Question to both versions"
        placeholder="Ask both versions the same"
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="answer-hint" aria-hidden="true">
        <Kbd keys="Enter" /> asks
      </span>
      <Button look="primary" onClick={send} disabled={question.trim() === ''}>
        Ask both
      </Button>
    </div>
  )
}
