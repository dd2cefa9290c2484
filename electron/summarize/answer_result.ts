import { version } from '../../package.json'
import type { AnswerResult } from '../shared/ipc/answer_data'
import type { RequestResult } from './types'

/** What is kept of a result once its traces are closed. */
export function answerResult(result: RequestResult, seed?: number): AnswerResult {
  const { document, model, timings, generations, main, ranking, excerpts, nearest, found, keyPassages } = result
  return { document, model, timings, generations, main, ranking, excerpts, nearest, found, keyPassages, seed, version }
}
