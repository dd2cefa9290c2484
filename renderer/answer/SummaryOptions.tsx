import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type FormEvent, useId, useState } from 'react'
import { summarize } from '../actions/asking'
import { Button, IconButton } from '../design/Button'
import { Chip } from '../design/Chip'
import { useApp } from '../state/app'

const FOCUSES = ['only dates and obligations', 'only numbers and money', 'what is still open']

/** Length and focus of a summary. */
export function SummaryOptions({ disabled }: { disabled: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton name="Length and focus of a summary" look="plain" disabled={disabled}>
          <SlidersHorizontal size={14} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="ui-popover"
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Length and focus of a summary"
        >
          <OptionsForm onSend={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function OptionsForm({ onSend }: { onSend: () => void }) {
  const usual = useApp((state) => state.settings?.summarySentences ?? 4)
  const [sentences, setSentences] = useState(usual)
  const [focus, setFocus] = useState('')
  const id = useId()
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSend()
    void summarize({ sentences, focus })
  }
  return (
    <form className="answer-options" onSubmit={send}>
      <label htmlFor={`${id}length`}>
        Length: {sentences} {sentences === 1 ? 'sentence' : 'sentences'}
      </label>
      <input
        id={`${id}length`}
        type="range"
        min={1}
        max={10}
        value={sentences}
        onChange={(event) => setSentences(Number(event.target.value))}
      />
      <label htmlFor={`${id}focus`}>Focus</label>
      <input
        id={`${id}focus`}
        className="ui-field"
        maxLength={400}
        placeholder="Everything, unless you say what"
        value={focus}
        onChange={(event) => setFocus(event.target.value)}
      />
      <div className="answer-focuses">
        {FOCUSES.map((one) => (
          <Chip key={one} onClick={() => setFocus(one)}>
            {one}
          </Chip>
        ))}
      </div>
      <Button look="primary" type="submit">
        Summarize
      </Button>
    </form>
  )
}
