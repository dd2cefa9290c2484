import { version } from '../../package.json'
import type { AnswerResult } from '../shared/ipc/answer_data'
import type { RequestResult } from './types'

/** What is kept of a result once its traces are closed. */
export function answerResult(result: RequestResult, seed?: number): AnswerResult {
  const { document, model, timings, generations, main, ranking, computed } = result
  const { excerpts, nearest, found, follows, forgotten, keyPassages, remote } = result
  const looked = { excerpts, nearest, found, follows, forgotten, keyPassages, ...(remote && { remote }) }
  return { document, model, timings, generations, main, ranking, ...looked, computed, seed, version }
}
