import type { AnswerRequest } from '../../../../electron/shared/ipc/answer_data'
import { RECORDING, RESULT } from '../made'
import type { RecordedAnswer, RecordedEvent, Recording } from './recordings'

/** Plays in a recording's place where nothing was recorded: a small text, two answers, no trace. */
export function madeRecording(): Recording {
  return {
    ...RECORDING,
    answers: [made({ kind: 'summary' }), made({ kind: 'question', question: 'What does it cost?' })],
  }
}

function made(request: AnswerRequest): RecordedAnswer {
  return { request, result: RESULT, events: [...reading(), ...writing()] }
}

function reading(): RecordedEvent[] {
  const { tokens } = RESULT.document
  return Array.from({ length: tokens / 10 + 1 }, (_, i) => {
    const progress = { stage: 'prefill' as const, done: i * 10, total: tokens, page: 1, pages: 1, ...SPEED }
    return { at: i * 200, event: 'answer.progress', data: { progress } }
  })
}

/** Each sentence is told once all its tokens are. */
function writing(): RecordedEvent[] {
  const { text, sentences } = RESULT.generations[0]!.answer
  const words = text.match(/\s*\S+/g)!
  const said = words.map((token, i): RecordedEvent => {
    const progress = { stage: 'answer' as const, part: 1, parts: 1, merging: false, token, tokens: i + 1, ...SPEED }
    return { at: 1_000 + i * 50, event: 'answer.progress', data: { progress } }
  })
  const at = 1_000 + words.length * 50
  return [
    ...said,
    ...sentences.map(
      (sentence): RecordedEvent => ({ at, event: 'answer.sentence', data: { sentence, generation: 0 } }),
    ),
  ]
}

const SPEED = { tokensPerSecond: 40, secondsLeft: 1 }
