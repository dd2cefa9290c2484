import type { AnswerEntry, AnswerRequest, AnswerResult } from '../../electron/ipc/answer_data'
import { timeWords } from './progress_words'

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export function requestWords(request: AnswerRequest): string {
  if (request.kind === 'question') return request.question
  const length = request.sentences ? ` in ${request.sentences} sentences` : ''
  return `Summary${length}${request.focus ? `: ${request.focus}` : ''}`
}

/** How an answer that isn't complete ended, and what to do; undefined for one that is. */
export function endWords({ state, problem, result }: AnswerEntry): string | undefined {
  if (problem) return problem
  if (state === 'cancelled') return 'You stopped it here. Ask again for the whole answer.'
  if (state === 'interrupted') return 'SparseLens ended while this was written. Ask again for the whole answer.'
  if (state === 'failed') return 'This did not work. Ask again.'
  const main = result?.generations[result.main]
  return main?.answer.stopped === 'length'
    ? 'It ends here because it reached the longest length of an answer.'
    : undefined
}

/** What of the document the answer rests on. */
export function coverageWords({ document }: AnswerResult): string {
  const { coverage, parts, imagePages, tokens } = document
  const inParts = parts.length > 1 ? ` in ${parts.length} parts` : ''
  const read = `Read ${number.format(coverage * 100)}% of the document (${number.format(tokens)} tokens)${inParts}.`
  if (imagePages.length === 0) return read
  const pages = `${imagePages.length > 1 ? 'Pages' : 'Page'} ${imagePages.slice(0, 12).join(', ')}${imagePages.length > 12 ? '…' : ''}`
  return `${read} ${pages} ${imagePages.length > 1 ? 'hold' : 'holds'} only images and could not be read.`
}

export function timingWords({ timings }: AnswerResult): string {
  const { evaluatedTokens, seconds, prefillTokensPerSecond: reading, decodeTokensPerSecond: writing } = timings
  return `${number.format(evaluatedTokens)} tokens evaluated in ${timeWords(seconds)}: reading ${number.format(reading)}, writing ${number.format(writing)} tokens/s.`
}
