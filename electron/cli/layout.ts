import { type MaybeCollection, placeIn, placeText } from '../shared/document/members'
import { oneLine } from '../shared/document/one_line'
import { withDoubts } from '../shared/document/uncertain'
import type { Answer, AnswerSentence, Passage } from '../shared/ipc/answer_data'
import { followsSentence } from '../shared/shown/conversation'
import { looksSentence } from '../shared/shown/looks'
import { thinkingTitle, unansweredWords } from '../shared/shown/thinking'
import type { RequestResult } from '../summarize/types'
import { footer } from './footer'
import { wrap } from './wrap'

/** Sentences of the document shown under each sentence of an answer; `--json` has more. */
const SHOWN_EVIDENCE = 3

/** A request's result for people. `width`: columns of the terminal; undefined breaks no lines. */
export function humanResult(result: RequestResult, width?: number): string {
  const title =
    result.kind === 'summary' ? `Summary of ${result.document.file}` : wrap(`Question: ${result.question ?? ''}`, width)
  const parts = [
    title,
    wrap(followsSentence(result), width),
    looksText(result, width),
    thoughtText(result.answer, width),
    result.found === false ? notSaidText(result, width) : answerText(result, width),
    othersText(result, width),
    keyPassagesText(result, width),
    footer(result, width),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** "Looked through 12,400 tokens, read 4 excerpts on 2 pages again, and answered from them." */
function looksText(result: RequestResult, width?: number): string {
  return wrap(looksSentence(result), width)
}

/** What was thought is no part of the answer. */
function thoughtText({ thinking }: Answer, width?: number): string {
  return thinking?.text ? wrap(`${thinkingTitle(thinking)} (in --json and in the window: what it thought).`, width) : ''
}

function notSaidText({ nearest = [], answer, document }: RequestResult, width?: number): string {
  const passages = nearest.slice(0, SHOWN_EVIDENCE).map((one) => passageLine(document, one, width, '    '))
  const says = document.members ? "The documents don't" : "The document doesn't"
  return [
    wrap(`${says} seem to say. What comes nearest to the question in ${document.members ? 'them' : 'it'}:`, width),
    ...passages,
    ...(answer.text ? [wrap(`(The model would have said: ${oneLine(answer.text)})`, width)] : []),
  ].join('\n')
}

function keyPassagesText({ keyPassages = [], document }: RequestResult, width?: number): string {
  if (keyPassages.length === 0) return ''
  const lines = keyPassages.map((one) => passageLine(document, one, width, '    '))
  return ['Key passages, word for word:', ...lines].join('\n')
}

/** Passages of a document, best first; `question` where others are printed, too. */
export function humanPassages(
  document: MaybeCollection,
  passages: readonly Passage[],
  question: string | undefined,
  width?: number,
): string {
  const lines = passages.map((one) => passageLine(document, one, width))
  return `${[...(question === undefined ? [] : [wrap(`Question: ${question}`, width)]), ...lines].join('\n')}\n`
}

const passageLine = (
  document: MaybeCollection,
  { page, text, uncertain }: Passage,
  width?: number,
  indent?: string,
): string => wrap(`[${placeText(document, page)}] ${withDoubts(text, uncertain)}`, width, indent)

function answerText({ answer, document }: RequestResult, width?: number): string {
  const unanswered = unansweredWords(answer)
  if (unanswered) return wrap(`${unanswered} Let it write more with --max-tokens N, or ask without --think.`, width)
  if (answer.sentences.length === 0) return 'The model gave no answer.'
  const sentences = answer.sentences.map((sentence) => sentenceText(document, sentence, width))
  if (answer.stopped === 'length') sentences.push('(The answer was cut off at its longest length; see --max-tokens.)')
  return sentences.join('\n\n')
}

function sentenceText(document: MaybeCollection, sentence: AnswerSentence, width?: number): string {
  const evidence = [
    ...sentence.evidence.map(({ score, page, text, uncertain, steps }) => ({
      score,
      line: `[${placeText(document, page)}] ${withDoubts(text, uncertain)}${steps ? ' (two-step)' : ''}`,
    })),
    ...(sentence.leans ?? []).map(({ score, turn, text }) => ({ score, line: `[your question ${turn}] ${text}` })),
  ]
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN_EVIDENCE)
    .map(({ line }) => wrap(line, width, '    '))
  const { unfound = [] } = sentence
  const missing = unfound.length > 0 ? [wrap(`Not in the document: ${unfound.join('; ')}`, width, '    ')] : []
  return [wrap(`${sentence.text} (${sentence.support})`, width), ...evidence, ...missing].join('\n')
}

/** What the other parts of a long document answered. */
function othersText({ others, document }: RequestResult, width?: number): string {
  if (others.length === 0) return ''
  const lines = others.map(({ pages: [first, last], answer }) => {
    const place = `${placeText(document, first)}${first === last ? '' : `-${placeIn(document, last).page}`}`
    return wrap(`${place}: ${oneLine(answer.text)}`, width, '    ')
  })
  return ['Other parts of the document answered:', ...lines].join('\n')
}
