import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { request, summarize } from '../app/asking'
import { Button, IconButton } from '../design/Button'
import { useAnswers } from '../state/answers'
import { useApp } from '../state/app'

/** Where one asks: Enter sends, Shift+Enter begins a line, the arrow up brings the last question back. */
export function AskBox() {
  const [question, setQuestion] = useState('')
  const send = () => {
    if (question.trim() === '') return
    void request({ kind: 'question', question: question.trim() })
    setQuestion('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      send()
    }
    if (event.key === 'ArrowUp' && question === '') setQuestion(lastQuestion())
  }
  return (
    <div className="answer-ask">
      <textarea
        id="ask-question"
        className="ui-field"
        rows={2}
        maxLength={4000}
        aria-label="Question about the document"
        placeholder="Ask about the document"
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="answer-ask-buttons">
        <Button onClick={() => summarize({})}>Summarize</Button>
        <SummaryOptions />
        <Button look="primary" className="answer-send" onClick={send} disabled={question.trim() === ''}>
          Ask
        </Button>
      </div>
    </div>
  )
}

function lastQuestion(): string {
  const asked = useAnswers.getState().answers.map(({ request }) => request)
  const last = asked.findLast((one) => one.kind === 'question')
  return last?.kind === 'question' ? last.question : ''
}

function SummaryOptions() {
  const usual = useApp((state) => state.settings?.summarySentences ?? 4)
  const [open, setOpen] = useState(false)
  const [sentences, setSentences] = useState<number>()
  const [focus, setFocus] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    setOpen(false)
    void summarize({ sentences: sentences ?? usual, focus })
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton name="Length and focus of a summary">
          <SlidersHorizontal size={16} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="answer-options"
          side="top"
          sideOffset={6}
          aria-label="Length and focus of a summary"
        >
          <form onSubmit={send}>
            <label>
              Sentences: {sentences ?? usual}
              <input
                type="range"
                min={1}
                max={10}
                value={sentences ?? usual}
                onChange={(event) => setSentences(Number(event.target.value))}
              />
            </label>
            <label>
              Focus
              <input
                className="ui-field"
                maxLength={400}
                placeholder="only dates and obligations"
                value={focus}
                onChange={(event) => setFocus(event.target.value)}
              />
            </label>
            <Button look="primary" type="submit">
              Summarize
            </Button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
