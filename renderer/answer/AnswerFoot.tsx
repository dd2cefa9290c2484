import type { SyntheticEvent } from 'react'
import type { AnswerResult } from '../../electron/shared/ipc/answer_data'
import { computedWords } from '../../electron/shared/shown/computed'
import { serversSentence } from '../../electron/shared/shown/leaving_rpc'
import { RemoteBadge } from '../design/RemoteBadge'
import { SupportLegend } from '../design/SupportMark'
import { WhatItSaves } from '../design/WhatItSaves'
import { remoteWords } from '../words/remote_words'
import { coverageWords, modelWords, timingWords } from '../words/request_words'

/** What an answer rests on, and what it cost. */
export function AnswerFoot({ result }: { result: AnswerResult }) {
  const timing = timingWords(result)
  const { remote, model } = result
  const elsewhere = remote?.host ?? model.servers?.join(', ')
  const { read, unread, notes } = coverageWords(result)
  const { sentences } = result.generations[result.main]!.answer
  const isAnySupported = sentences.some(({ support }) => support === 'supported')
  return (
    <footer className="answer-foot">
      <p>{read}</p>
      <p>
        Answered by {result.model.name}. {elsewhere && <RemoteBadge host={elsewhere} />}
      </p>
      {remote && <p>{remoteWords(remote)}</p>}
      {model.servers && <p>{serversSentence(model.servers)}</p>}
      {unread && <p className="answer-unread">{unread}</p>}
      {notes.length > 0 && <p className="answer-unread">{notes.join(' ')}</p>}
      {isAnySupported && (
        <p>“Supported” says that sources stand out in what the model read, not that the sentence is true.</p>
      )}
      <details onToggle={showWhole}>
        <summary>How it was made, and what the marks mean</summary>
        <p>{modelWords(result)}</p>
        {timing && <p>{timing}</p>}
        {result.computed && <p>{computedWords(result.computed)}</p>}
        <p>
          <WhatItSaves />
        </p>
        <SupportLegend />
      </details>
    </footer>
  )
}

/** What was opened at the end of the list is brought into sight. */
function showWhole({ currentTarget }: SyntheticEvent<HTMLDetailsElement>): void {
  if (currentTarget.open) currentTarget.scrollIntoView({ block: 'nearest' })
}
