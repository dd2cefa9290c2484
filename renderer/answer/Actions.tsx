import { Copy, CornerDownRight, FlaskConical, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { askAgain, copyAnswer, removeAnswer } from '../actions/asking'
import { IconButton } from '../design/Button'
import { ConfirmDialog } from '../design/ConfirmDialog'
import { useExperiments } from '../state/experiments'
import { useFollowUp } from '../state/follow_up'
import { ExportMenu } from './ExportMenu'

function followUp(answer: string): void {
  useFollowUp.getState().set(answer)
  document.getElementById('ask-question')?.focus()
}

/** What can be done with an answer that ended. */
export function Actions({ answer }: { answer: AnswerEntry }) {
  const { id, text, result } = answer
  const [isLeaving, setLeaving] = useState(false)
  return (
    <div className="answer-actions">
      <IconButton name="Ask again; this answer is kept" small onClick={() => askAgain(answer)}>
        <RotateCcw size={14} aria-hidden />
      </IconButton>
      {text !== '' && (
        <>
          <IconButton name="Follow up on this answer" small onClick={() => followUp(id)}>
            <CornerDownRight size={14} aria-hidden />
          </IconButton>
          <IconButton name="Copy as Markdown with pages" small onClick={() => copyAnswer(id)}>
            <Copy size={14} aria-hidden />
          </IconButton>
          <ExportMenu answer={id} />
          {result && (
            <IconButton
              name="Experiments with this answer"
              small
              onClick={() => useExperiments.getState().about({ answer: id, generation: result.main })}
            >
              <FlaskConical size={14} aria-hidden />
            </IconButton>
          )}
        </>
      )}
      <IconButton name="Delete this answer…" small onClick={() => setLeaving(true)}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
      {isLeaving && (
        <ConfirmDialog
          title="Delete this answer?"
          verb="Delete"
          onConfirm={() => removeAnswer(id)}
          onClose={() => setLeaving(false)}
        >
          The answer and what was recorded of how it came about are deleted. The document stays.
        </ConfirmDialog>
      )}
    </div>
  )
}
