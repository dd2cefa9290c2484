import type { AnswerEntry, AnswerRequest, AnswerResult } from '../../electron/shared/ipc/answer_data'
import { isOfMass } from '../../electron/shared/shown/measure'
import { notesWords } from '../../electron/shared/shown/notes'
import { count, counted } from '../../electron/shared/shown/numbers'
import { unansweredIn } from '../../electron/shared/shown/thinking'
import { rateWords, timeWords } from './progress_words'

/** What was asked, how it ended and what it rests on, in words. */

export function requestWords(request: AnswerRequest): { title: string; detail?: string } {
  if (request.kind === 'question') {
    const before = request.history?.at(-1)
    return { title: request.question, detail: before && `after “${before.question}”` }
  }
  const { sentences, focus } = request
  const detail = [sentences && `in ${counted(sentences, 'sentence')}`, focus && `about: ${focus}`].filter(Boolean)
  return { title: 'Summary', detail: detail.join(', ') || undefined }
}

/** How an answer that isn't complete ended, and what to do; undefined for one that is. */
export function endWords({ state, problem, result }: AnswerEntry): string | undefined {
  if (problem) return problem
  if (state === 'cancelled') return 'You stopped it here. Ask again for the whole answer.'
  if (state === 'interrupted') return 'SparseLens ended while this was written; what there was is kept.'
  if (state === 'failed') return 'This did not work. Ask again; if it fails again, choose fewer pages or another model.'
  const unanswered = unansweredIn(result)
  if (unanswered) return `${unanswered} Ask again without thinking, or for less at a time.`
  const main = result?.generations[result.main]
  if (main?.answer.stopped === 'length') {
    return 'It ends here because it reached the longest length of an answer. Ask for less at a time.'
  }
  return main?.answer.text.trim() === '' ? 'The model had nothing to say. Ask again, or in other words.' : undefined
}

const MOST_PAGES = 12

/** What of the document was read, and what was not. */
export function coverageWords({ document }: AnswerResult): { read: string; unread?: string; notes: string[] } {
  const { coverage, parts, imagePages, tokens } = document
  const inParts = parts.length > 1 ? `, in ${parts.length} parts` : ''
  const read = `Read ${percentRead(coverage)} of the document: ${counted(tokens, 'token')}${inParts}.`
  const notes = notesWords(document)
  if (imagePages.length === 0) return { read, notes }
  const shown = imagePages.slice(0, MOST_PAGES).join(', ')
  const more = imagePages.length > MOST_PAGES ? ` and ${imagePages.length - MOST_PAGES} more` : ''
  const unread =
    imagePages.length === 1
      ? `Page ${shown} holds no readable text and was not read.`
      : `Pages ${shown}${more} hold no readable text and were not read.`
  return { read, unread, notes }
}

/** Never "100%" for what isn't all of it. */
const percentRead = (share: number) => `${share >= 1 ? 100 : Math.min(99, Math.floor(share * 100))}%`

export const modelWords = ({ model: { name, layers, topK, measure } }: AnswerResult): string =>
  isOfMass({ measure })
    ? `${name}: ${counted(layers, 'layer')} without indexers, so every token enters attention.`
    : `${name}: ${counted(layers, 'layer')}, at most ${count(topK)} tokens enter attention in each.`

/** Undefined of an answer that was interrupted. */
export function timingWords({ timings }: AnswerResult): string | undefined {
  if (!timings) return undefined
  const { evaluatedTokens, seconds, prefillTokensPerSecond: reading, decodeTokensPerSecond: writing } = timings
  return `${counted(evaluatedTokens, 'token')} evaluated in ${timeWords(seconds)}: reading ${rateWords(reading)}, writing ${rateWords(writing)}.`
}
