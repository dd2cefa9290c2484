import './looks.css'
import type { AnswerEntry, AnswerResult } from '../../../electron/shared/ipc/answer_data'
import { AnswerText } from '../AnswerText'
import { PassageList } from './PassageList'

const MOST = 3

/** The document doesn't seem to say what was asked: what comes nearest, and the model's words only for who wants them. */
export function NotSaid({ answer, result }: { answer: AnswerEntry; result: AnswerResult }) {
  const { nearest = [], generations, main } = result
  const { text, thinking } = generations[main]!.answer
  return (
    <div className="answer-not-said">
      <p>
        <b>{result.document.members ? 'The documents don’t' : 'The document doesn’t'} seem to say.</b>
        {nearest.length > 0 && ' These passages come nearest to the question:'}
      </p>
      <PassageList passages={nearest.slice(0, MOST)} />
      {(text !== '' || thinking) && (
        <details>
          <summary>What the model wrote all the same</summary>
          <AnswerText answer={answer} />
        </details>
      )}
    </div>
  )
}
