import { oneLine } from '../shared/document/one_line'
import type { Answer, AnswerSentence } from '../shared/ipc/answer_data'
import type { RequestResult } from '../summarize/types'
import { footer } from './footer'
import { wrap } from './wrap'

/** Sentences of the document shown under each sentence of an answer; `--json` has more. */
const SHOWN_EVIDENCE = 3

/** A request's result for people. `width`: columns of the terminal; undefined breaks no lines. */
export function humanResult(result: RequestResult, width?: number): string {
  const title =
    result.kind === 'summary' ? `Summary of ${result.document.file}` : wrap(`Question: ${result.question ?? ''}`, width)
  const parts = [title, answerText(result.answer, width), othersText(result, width), footer(result, width)]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function answerText(answer: Answer, width?: number): string {
  if (answer.sentences.length === 0) return 'The model gave no answer.'
  const sentences = answer.sentences.map((sentence) => sentenceText(sentence, width))
  if (answer.stopped === 'length') sentences.push('(The answer was cut off at its longest length; see --max-tokens.)')
  return sentences.join('\n\n')
}

function sentenceText(sentence: AnswerSentence, width?: number): string {
  const evidence = sentence.evidence
    .slice(0, SHOWN_EVIDENCE)
    .map(({ page, text, steps }) => wrap(`[p. ${page}] ${text}${steps ? ' (two-step)' : ''}`, width, '    '))
  return [wrap(`${sentence.text} (${sentence.support})`, width), ...evidence].join('\n')
}

/** What the other parts of a long document answered. */
function othersText({ others }: RequestResult, width?: number): string {
  if (others.length === 0) return ''
  const lines = others.map(({ pages: [first, last], answer }) => {
    const place = first === last ? `p. ${first}` : `p. ${first}-${last}`
    return wrap(`${place}: ${oneLine(answer.text)}`, width, '    ')
  })
  return ['Other parts of the document answered:', ...lines].join('\n')
}
