import { useMemo } from 'react'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { requestBoth } from '../actions/comparing'
import { Button } from '../design/Button'
import { useAnswersAfter, useAnswersBefore, type Versions } from '../state/comparison'
import { isAtWork } from '../state/jobs'
import { requestWords } from '../words/request_words'
import { type AskedOfBoth, askedOfBoth } from './asked'
import { OneAnswer } from './OneAnswer'

/** What both versions were asked, and what each answered, the newest first. */
export function BothAnswers({ versions }: { versions: Versions }) {
  const before = useAnswersBefore((state) => state.answers)
  const after = useAnswersAfter((state) => state.answers)
  const asked = useMemo(() => askedOfBoth(before, after), [before, after])
  if (asked.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className="compare-answers" tabIndex={0} aria-label="Answers of both, newest first">
      {asked.map((one) => (
        <Asked key={one.key} asked={one} versions={versions} />
      ))}
    </section>
  )
}

function Asked({ asked: { request, before, after }, versions }: { asked: AskedOfBoth; versions: Versions }) {
  const { title, detail } = requestWords(request)
  return (
    <article className="compare-asked">
      <h3>
        {title}
        {detail && <span className="ui-muted"> {detail}</span>}
      </h3>
      <div className="compare-pair">
        <Side answer={before} document={versions.before} name={`Before: answer to “${title}”`} />
        <Side answer={after} document={versions.after} name={`After: answer to “${title}”`} />
      </div>
      {(isMissing(before) || isMissing(after)) && (
        <Button small onClick={() => void requestBoth(request)}>
          Ask both
        </Button>
      )}
    </article>
  )
}

/** Nobody asked, or it ended before it was whole. */
const isMissing = (answer: AnswerEntry | undefined): boolean =>
  answer === undefined || (answer.state !== 'done' && !isAtWork(answer.state))

function Side({ answer, document, name }: { answer?: AnswerEntry; document: string; name: string }) {
  return (
    <section aria-label={name} aria-busy={answer && isAtWork(answer.state)}>
      {answer ? <OneAnswer answer={answer} document={document} /> : <p className="ui-muted">Not asked this.</p>}
    </section>
  )
}
