import { isCancelled } from '../engine/errors'
import { withCancel } from '../engine/native'
import type { AnswerRequest, AnswerSentence, EvidenceItem, Generation, Support } from '../shared/ipc/answer_data'
import { supportOf } from '../shared/support'
import { type AnswerUnit, answerTokens } from './answer'
import { type EvidenceQuery, evidenceOf, type TracedSentence } from './evidence'
import type { PartReader, Readable } from './part_reader'
import { type GeneratedAnswer, generateAnswer } from './telling'
import type { RequestOptions } from './types'

/**
 * Part summaries become a text that is read and summarized again, in several rounds if they are many. Such a summary
 * never attended to the document: where its sentences come from is composed through the summaries it was made of
 * (evidence of the merge x evidence of the part), and marked as two steps.
 */

export interface MergeContext {
  reader: PartReader
  request: AnswerRequest
  options: RequestOptions
  retrievalLayers: Int32Array
  /** Tokens of summaries that are merged at once: what the context holds beside the merged summary. */
  room: number
}

/** A generation's answer and its index. */
export type Summary = Pick<GeneratedAnswer, 'answer'> & { index: number }

/** Merges until one summary is left. `merges` are in order of time; a cancelled one is the last. */
export async function mergeSummaries(
  context: MergeContext,
  summaries: readonly Summary[],
): Promise<{ merges: GeneratedAnswer[]; cancelled: boolean }> {
  const merges: GeneratedAnswer[] = []
  let round = [...summaries]
  while (round.length > 1) {
    const together = groups(round, context.room)
    round = []
    for (const [i, group] of together.entries()) {
      const index = summaries.length + merges.length
      const count = { part: merges.length, parts: merges.length + together.length - i, merging: true } as const
      const merged = await orCancelled(context.options, mergeGroup(context, group, index, count))
      if (merged) merges.push(merged)
      if (!merged || merged.answer.stopped === 'cancelled') return { merges, cancelled: true }
      round.push({ answer: merged.answer, index })
    }
  }
  return { merges, cancelled: false }
}

/** Undefined if it was cancelled, and what was made before is to be kept. */
export async function orCancelled<T>({ keepCancelled }: RequestOptions, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (keepCancelled && isCancelled(error)) return undefined
    throw error
  }
}

async function mergeGroup(
  { reader, request, options, retrievalLayers }: MergeContext,
  group: readonly Summary[],
  index: number,
  count: { part: number; parts: number; merging: true },
): Promise<GeneratedAnswer> {
  const sources = group.flatMap(({ answer }) => answer.sentences)
  const text = await readableSummaries(reader, group)
  const tokens = await reader.read(text, undefined, options.signal)
  const merged = await generateAnswer(reader, request, options, {
    index,
    kind: 'merge',
    title: 'merge of part summaries',
    read: whatWasRead(group),
    count,
    explain: (unit, trace) => composed(unit, { trace, sentences: reader.sentences, retrievalLayers }, sources),
  })
  return { ...merged, work: { ...merged.work, promptTokens: merged.work.promptTokens + tokens } }
}

const whatWasRead = (group: readonly Summary[]): Generation['read'] =>
  group.flatMap(({ answer, index }) =>
    answer.sentences.map(({ text }, sentence) => ({ text, generation: index, sentence })),
  )

/** Neighbouring summaries whose tokens together fit; at least two to a group, so that every round makes progress. */
function groups(summaries: readonly Summary[], room: number): Summary[][] {
  const result: Summary[][] = []
  let tokens = Number.POSITIVE_INFINITY
  for (const summary of summaries) {
    const size = answerTokens(summary.answer) + 8 // the empty line between paragraphs, and token boundaries that fall otherwise
    const group = result.at(-1)
    if (group && (tokens + size <= room || group.length < 2)) {
      group.push(summary)
      tokens += size
    } else {
      result.push([summary])
      tokens = size
    }
  }
  return result
}

/** Summaries as a text to read, a paragraph each; its sentences are theirs, in order. */
async function readableSummaries(reader: PartReader, group: readonly Summary[]): Promise<Readable> {
  const ids: number[] = []
  const sentences: TracedSentence[] = []
  for (const [i, { answer }] of group.entries()) {
    for (const [j, { text, evidence }] of answer.sentences.entries()) {
      const lead = j > 0 ? ' ' : i > 0 ? '\n\n' : ''
      const tokens = await withCancel(undefined, () => reader.model.native.tokenize(lead + text, false))
      const begin = ids.length
      ids.push(...tokens.ids)
      sentences.push({ begin, end: ids.length, sentence: sentences.length, page: evidence[0]?.page ?? 1, text })
    }
  }
  return { ids: Int32Array.from(ids), sentences }
}

function composed(unit: AnswerUnit, query: EvidenceQuery, sources: readonly AnswerSentence[]): AnswerSentence {
  const through = evidenceOf(query, unit.from, unit.to)
  const source = through[0] && sources[through[0].sentence]
  const support = weaker(supportOf(through, query.retrievalLayers.length), source?.support ?? 'none')
  return { ...unit, support, evidence: throughSummaries(through, sources) }
}

/** Document sentences behind summary sentences: the product of both steps' evidence, the best way for each. */
function throughSummaries(
  through: readonly EvidenceItem[],
  sources: readonly AnswerSentence[],
  most = 8,
): EvidenceItem[] {
  const found = new Map<number, EvidenceItem>()
  for (const step of through) {
    for (const item of sources[step.sentence]?.evidence ?? []) {
      const score = Math.max(0, step.score) * Math.max(0, item.score)
      const known = found.get(item.sentence)
      if (!known || known.score < score) found.set(item.sentence, { ...item, score, steps: 2 })
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || a.sentence - b.sentence).slice(0, most)
}

const SUPPORT_ORDER: readonly Support[] = ['unknown', 'none', 'weak', 'supported']

const weaker = (a: Support, b: Support): Support =>
  SUPPORT_ORDER[Math.min(SUPPORT_ORDER.indexOf(a), SUPPORT_ORDER.indexOf(b))]!
