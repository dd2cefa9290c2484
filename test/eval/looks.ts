import { readText } from '../../electron/documents/text/text'
import type { OpenModel } from '../../electron/engine/model'
import { oneLine } from '../../electron/shared/document/one_line'
import type { Passage } from '../../electron/shared/ipc/answer_data'
import { ReadingSession } from '../../electron/summarize/session'
import type { Case, CaseKind, EvalText } from './cases/types'
import { isRight, sentencesWith } from './judge'
import { commit } from './output'
import { CONTEXT, MAX_TOKENS } from './run_text'
import { share, table } from './table'

/**
 * Questions in two looks: is what states the answer among the best that the first look finds, is the second look's answer
 * right, and is it told when the text doesn't say? Rules were chosen on every second text and are reported on the others.
 */

export type LookKind = Exclude<CaseKind, 'copy'> | 'foreign'

export interface LookResult {
  half: 'chosen on' | 'reported'
  text: string
  kind: LookKind
  question: string
  answer: string
  right: boolean
  /** Of the best sentence that states it among the eight best; 9 if none of them does. */
  rank?: number
  told: boolean
}

const KINDS: { kind: LookKind; name: string }[] = [
  { kind: 'hidden', name: 'hidden facts' },
  { kind: 'stated', name: 'facts really stated' },
  { kind: 'fresh', name: 'facts really stated, written later' },
  { kind: 'lookalike', name: 'look-alikes (what was asked)' },
  { kind: 'unsourced', name: 'no text mentions it, or general knowledge' },
  { kind: 'foreign', name: 'another text says it' },
]

const FOREIGN_PER_TEXT = 4

/** Whether the text has the answer. */
const isThere = (kind: LookKind) => kind !== 'unsourced' && kind !== 'foreign'

export interface LooksOptions {
  threads?: number
  /** Questions of this kind only, and so many. */
  only?: CaseKind
  most: number
  onText(results: readonly LookResult[]): Promise<void>
}

export async function runLooks(
  model: OpenModel,
  texts: readonly EvalText[],
  { threads, only, most, onText }: LooksOptions,
): Promise<void> {
  let left = most
  for (const [i, text] of texts.entries()) {
    const half = i % 2 === 0 ? 'chosen on' : 'reported'
    const all = [...ownQuestions(text), ...foreignQuestions(texts, i)]
    const questions = all.filter(({ as }) => !only || as === only).slice(0, left)
    if (questions.length === 0) continue
    left -= questions.length
    const session = await sessionOf(model, text, threads)
    const results = await lookedThrough(session, text.id, questions, half)
    await onText(results)
  }
}

type Asked = Case & { as: LookKind }

const ownQuestions = ({ cases }: EvalText): Asked[] =>
  cases.flatMap((one) => (one.kind === 'copy' ? [] : [{ ...one, as: one.kind }]))

/** Facts hidden in the next text, of which this one knows nothing. */
function foreignQuestions(texts: readonly EvalText[], i: number): Asked[] {
  const next = texts[(i + 1) % texts.length]!
  return next.cases
    .filter(({ kind }) => kind === 'hidden')
    .slice(0, FOREIGN_PER_TEXT)
    .map((one) => ({ ...one, as: 'foreign' }))
}

const sessionOf = (model: OpenModel, { id, text }: EvalText, threads: number | undefined) =>
  ReadingSession.open(model, readText(text, `${id}.txt`), { contextLength: CONTEXT, threads })

async function lookedThrough(
  session: ReadingSession,
  text: string,
  questions: readonly Asked[],
  half: LookResult['half'],
): Promise<LookResult[]> {
  try {
    const results: LookResult[] = []
    for (const asked of questions) results.push({ half, text, ...(await judged(session, asked)) })
    return results
  } finally {
    await session.close({ keep: false })
  }
}

async function judged(session: ReadingSession, asked: Asked): Promise<Omit<LookResult, 'half' | 'text'>> {
  const { question, as: kind } = asked
  const [result] = await session.run([{ kind: 'question', question }], { maxTokens: MAX_TOKENS })
  const { answer, nearest = [], found, traced } = result!
  for (const { trace } of traced) trace.close()
  const base = { kind, question, answer: oneLine(answer.text), told: found === false }
  if (!isThere(kind)) return { ...base, right: false }
  return { ...base, right: isRight(asked, answer.text), rank: rankAmong(nearest, statingSentences(session, asked)) }
}

/** Of the best of some sentences among passages, from 1; one more than there are if none of them is there. */
export function rankAmong(passages: readonly Passage[], sentences: readonly number[]): number {
  const at = passages.findIndex(({ sentence }) => sentences.includes(sentence))
  return at < 0 ? passages.length + 1 : at + 1
}

/** The document's sentences that state a case's answer. */
export function statingSentences(
  { document }: ReadingSession,
  { sentence = '', also = [] }: Pick<Case, 'sentence' | 'also'>,
): number[] {
  const { text } = document.document
  const units = document.sentences.map(({ start, end: stop }) => ({ begin: 0, end: 0, start, stop, text: '' }))
  return [sentence, ...also].filter(Boolean).flatMap((piece) => sentencesWith(piece, text, units))
}

/** The figures as Markdown. */
export function looksReport(results: readonly LookResult[], model: string, seconds: number): string {
  const head = ['questions', 'half', 'source first', 'in 3', 'in 5', 'answered rightly', 'told that it isn’t said']
  const rows = KINDS.flatMap(({ kind, name }) =>
    (['chosen on', 'reported'] as const).flatMap((half) => {
      const some = results.filter((one) => one.kind === kind && one.half === half)
      return some.length > 0 ? [[name, half, ...figures(kind, some)]] : []
    }),
  )
  return [`Commit ${commit()}, ${model}, ${Math.round(seconds / 60)} minutes.`, table(head, rows)].join('\n\n')
}

export const MODELS_HEAD = [
  'model, questions',
  'source first',
  'in 3',
  'in 5',
  'answered rightly',
  'told that it isn’t said',
  'commit',
]

/** A row for each kind of question, to be compared with other models': all texts are new to a model that no rule was chosen on. */
export const modelRows = (results: readonly LookResult[], model: string): string[][] =>
  KINDS.flatMap(({ kind, name }) => {
    const some = results.filter((one) => one.kind === kind)
    return some.length > 0 ? [[`${model}, ${name}`, ...figures(kind, some), commit()]] : []
  })

function figures(kind: LookKind, some: readonly LookResult[]): string[] {
  const told = share(some.filter((one) => one.told).length, some.length)
  if (!isThere(kind)) return ['', '', '', '', told]
  const within = (most: number) => share(some.filter(({ rank }) => rank! <= most).length, some.length)
  return [within(1), within(3), within(5), share(some.filter(({ right }) => right).length, some.length), told]
}
