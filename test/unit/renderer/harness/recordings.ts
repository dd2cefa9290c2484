import type { SourceDocument } from '../../../../electron/shared/document/types'
import type { AnswerRequest, AnswerResult, AnswerSentence, Progress } from '../../../../electron/shared/ipc/answer_data'
import type { ReadDocument } from '../../../../electron/shared/ipc/document_data'
import type { Status } from '../../../../electron/shared/ipc/settings_data'

/** What record.ts wrote. */
export interface Recording {
  file: string
  read: ReadDocument
  source: SourceDocument
  status: Omit<Status, 'engine'>
  answers: RecordedAnswer[]
}

export interface RecordedAnswer {
  request: AnswerRequest
  events: RecordedEvent[]
  result: AnswerResult
  /** The folder of its traces on the machine that recorded it; older recordings have none. */
  traces?: string
}

export type RecordedEvent =
  | { at: number; event: 'answer.progress'; data: { progress: Progress } }
  | { at: number; event: 'answer.sentence'; data: { sentence: AnswerSentence; generation: number } }

export type Recordings = Record<'sample' | 'book' | 'parts', Recording>

export async function loadRecording(name: string): Promise<Recording> {
  const response = await fetch(`/recordings/${name}.json`)
  const infinite = (_key: string, value: unknown) => value
  const recording = JSON.parse(await response.text(), infinite) as Recording
  // JSON has no Infinity
  for (const { events } of recording.answers) {
    for (const { data } of events) {
      if ('progress' in data && data.progress.stage === 'prefill') data.progress.secondsLeft ??= Infinity
    }
  }
  return recording
}
