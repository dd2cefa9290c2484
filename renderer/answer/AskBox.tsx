import { type KeyboardEvent, useRef, useState } from 'react'
import { askQuestion, summarize } from '../actions/asking'
import { Button } from '../design/Button'
import { Kbd } from '../design/Kbd'
import { useAnswers } from '../state/answers'
import { useDocument } from '../state/document'
import { useFollowUp } from '../state/follow_up'
import { isAtWork } from '../state/jobs'
import { FollowUp } from './FollowUp'
import { questionsOf, stepHistory } from './question_history'
import { SummaryOptions } from './SummaryOptions'
import { ThinkFirst } from './ThinkFirst'

/** The answer that is followed up on, if it is one about the open document. */
function useFollowed() {
  const id = useFollowUp(({ answer }) => answer)
  return useAnswers(({ answers }) => answers.find((answer) => answer.id === id))
}

/** Where one asks: Enter sends, Shift+Enter begins a line, arrow up and down go through earlier questions. */
export function AskBox() {
  const isOpen = useDocument((state) => state.entry !== undefined)
  const about = useDocument((state) => (state.entry?.kind === 'collection' ? 'the documents' : 'the document'))
  const after = useFollowed()
  const canAsk = isOpen && !(after && isAtWork(after.state))
  const [question, setQuestion] = useState('')
  const draft = useRef('')
  const at = useRef<number>(undefined)
  const write = (text: string) => {
    setQuestion(text)
    draft.current = text
    at.current = undefined
  }
  const send = () => {
    if (question.trim() === '' || !canAsk) return
    void askQuestion(question.trim(), after)
    write('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      send()
    }
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    // in a text of one's own, arrows move the cursor
    if (!by || (at.current === undefined && question.includes('\n'))) return
    const questions = questionsOf(useAnswers.getState().answers)
    const next = stepHistory(questions.length, at.current, by)
    if (next === at.current) return
    event.preventDefault()
    at.current = next
    setQuestion(next === undefined ? draft.current : questions[next]!)
  }
  return (
    <div className="answer-ask">
      {after && <FollowUp answer={after} />}
      <textarea
        id="ask-question"
        className="ui-field"
        rows={2}
        maxLength={4000}
        aria-label={`Question about ${about}`}
        placeholder={`Ask about ${about}`}
        value={question}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="answer-ask-buttons">
        <Summarize disabled={!isOpen} />
        <ThinkFirst />
        <span className="answer-hint" aria-hidden="true">
          <Kbd keys="Enter" /> asks
        </span>
        <Button look="primary" onClick={send} disabled={question.trim() === '' || !canAsk}>
          Ask
        </Button>
      </div>
    </div>
  )
}

const Summarize = ({ disabled }: { disabled: boolean }) => (
  <span className="answer-summary-buttons">
    <Button disabled={disabled} onClick={() => summarize({})}>
      Summarize
    </Button>
    <SummaryOptions disabled={disabled} />
  </span>
)
