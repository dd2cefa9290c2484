import { CornerDownRight, X } from 'lucide-react'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { IconButton } from '../design/Button'
import { useFollowUp } from '../state/follow_up'
import { isAtWork } from '../state/jobs'
import { requestWords } from '../words/request_words'

/** What the question being written follows up on, and how to leave that. */
export function FollowUp({ answer }: { answer: AnswerEntry }) {
  return (
    <p className="answer-follow-up">
      <CornerDownRight size={12} aria-hidden />
      <span className="answer-followed">
        Follows up on “{requestWords(answer.request).title}”
        {isAtWork(answer.state) && ', which is still being answered'}
      </span>
      <IconButton small name="Ask something new instead" onClick={() => useFollowUp.getState().set(undefined)}>
        <X size={12} aria-hidden />
      </IconButton>
    </p>
  )
}
