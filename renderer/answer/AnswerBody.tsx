import { RotateCcw } from 'lucide-react'
import type { AnswerEntry, AnswerRequest } from '../../electron/shared/ipc/answer_data'
import { unansweredIn } from '../../electron/shared/shown/thinking'
import { askAgain, request } from '../actions/asking'
import { Button } from '../design/Button'
import { isAtWork } from '../state/jobs'
import { endWords } from '../words/request_words'
import { AnswerFoot } from './AnswerFoot'
import { AnswerText } from './AnswerText'
import { KeyPassages } from './looks/KeyPassages'
import { Looks } from './looks/Looks'
import { NotSaid } from './looks/NotSaid'
import { OtherTexts } from './OtherTexts'
import { PartNote } from './PartNote'

/** An answer: what it says, how it ended, what it rests on. */
export function AnswerBody({ answer }: { answer: AnswerEntry }) {
  const { state, result } = answer
  const isBusy = isAtWork(state)
  const end = isBusy ? undefined : endWords(answer)
  return (
    <>
      {isBusy && <PartNote answer={answer} />}
      {result && <Looks answer={answer} result={result} />}
      {result?.found === false ? <NotSaid answer={answer} result={result} /> : <AnswerText answer={answer} />}
      {isBusy && answer.text === '' && <Expected request={answer.request} />}
      {end && (
        <div className={`answer-end is-${state}`} role={state === 'failed' ? 'alert' : undefined}>
          <p>{end}</p>
          <Button small onClick={() => askAgain(answer)}>
            <RotateCcw size={12} aria-hidden /> Ask again
          </Button>
          {answer.request.think && unansweredIn(result) && (
            <Button small onClick={() => request({ ...answer.request, think: undefined })}>
              Ask without thinking
            </Button>
          )}
        </div>
      )}
      {result && <KeyPassages result={result} />}
      {result && <OtherTexts answer={answer} result={result} />}
      {result && <AnswerFoot result={result} />}
    </>
  )
}

/** Where the text will be: what one may expect of it, while there is time to read that. */
const Expected = ({ request: { kind } }: { request: AnswerRequest }) => (
  <div className="answer-expected">
    <p>
      {kind === 'summary' ? 'The summary' : 'The answer'} comes here, sentence by sentence. Each will name the pages
      that the model read for it, or say that no source was found.
    </p>
    <div className="answer-bars" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  </div>
)
