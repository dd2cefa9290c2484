import { readText } from '../../electron/documents/text/text'
import type { OpenModel } from '../../electron/engine/model'
import { type NativeContext, native } from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'
import { ReadingSession } from '../../electron/summarize/session'
import type { RequestResult } from '../../electron/summarize/types'
import type { Case, CaseKind, EvalText } from './cases/types'
import { isRight, sourcesOf } from './judge'
import { rankOf } from './measures'
import { commit } from './output'
import { CONTEXT, MAX_TOKENS, readSentences, sayingSentence } from './run_text'
import { share, table } from './table'

/**
 * How well evidence ranks where rows have no scores, as a server tells them: the same answers, their rows and the
 * prompt's stripped of all but positions, and taken into a trace as a server's are (electron/remote/heard.ts).
 */

export interface CountsResult {
  text: string
  kind: CaseKind
  question: string
  answer: string
  /** Of the sentence that states it: by evidence with scores, and by lift of counts. */
  ranks: Record<Way, number>
}

const WAYS = ['scores', 'counts', 'countsAll'] as const
type Way = (typeof WAYS)[number]
const WAY_NAMES: Record<Way, string> = {
  scores: 'evidence from scores',
  counts: '**lift of counts**, retrieval layers',
  countsAll: 'lift of counts, all layers (no server names retrieval layers)',
}
const KINDS: { kind: CaseKind; name: string }[] = [
  { kind: 'hidden', name: 'hidden facts' },
  { kind: 'copy', name: 'hidden sentences to copy' },
  { kind: 'stated', name: 'facts really stated' },
  { kind: 'fresh', name: 'facts really stated, written later' },
]

/** Whose source is known: right answers to questions that the text answers. */
export async function runCounts(
  model: OpenModel,
  text: EvalText,
  threads: number | undefined,
): Promise<{ asked: number; results: CountsResult[] }> {
  const cases = text.cases.filter(({ kind }) => KINDS.some((one) => one.kind === kind))
  const session = await ReadingSession.open(model, readText(text.text, `${text.id}.txt`), {
    contextLength: CONTEXT,
    threads,
  })
  const rows = await RowsOfAll.open(model, threads)
  const results: CountsResult[] = []
  try {
    for (const item of cases) {
      const request = { kind: 'question', question: item.question, looks: 1 } as const
      const [result] = await session.run([request], { maxTokens: MAX_TOKENS })
      const ranked = isRight(item, result!.answer.text) && (await ranksOf(item, result!, session, rows))
      if (ranked) {
        const { kind, question } = item
        results.push({ text: text.id, kind, question, answer: result!.answer.text, ranks: ranked })
      }
      result!.traced[0]!.trace.close()
    }
  } finally {
    await rows.close()
    await session.close()
  }
  return { asked: cases.length, results }
}

async function ranksOf(
  item: Case,
  result: RequestResult,
  session: ReadingSession,
  rows: RowsOfAll,
): Promise<Record<Way, number> | undefined> {
  const { trace } = result.traced[0]!
  const sentences = readSentences(session, trace.info.sentences)
  const says = sayingSentence(item, result.answer.sentences)
  const sources = says ? sourcesOf(item, says.text, session.document.document.text, sentences) : []
  if (!says || !sources.length) return undefined
  const counted = await rows.counted(result)
  const span = (layers: Int32Array) => ({ from: says.from, to: says.to, layers })
  const retrieval = Int32Array.from(result.model.retrievalLayers)
  const all = Int32Array.from({ length: trace.info.layers }, (_, layer) => layer)
  const rank = (of: Trace, layers: Int32Array) => rankOf(of.evidence(span(layers)), sources, sentences.length)
  const ranks = { scores: rank(trace, retrieval), counts: rank(counted, retrieval), countsAll: rank(counted, all) }
  counted.close()
  return ranks
}

/** Rows of every token of a prompt and its answer, which a session keeps of the answer only. */
class RowsOfAll {
  private readonly kept: { id: number; row: Int32Array }[] = []

  private constructor(
    private readonly model: OpenModel,
    private readonly context: NativeContext,
  ) {}

  static async open(model: OpenModel, threads = 2): Promise<RowsOfAll> {
    return new RowsOfAll(model, await native().Context.create(model.native, { length: CONTEXT, threads }))
  }

  /** The trace of a result, as if a server had told it. */
  async counted(result: RequestResult): Promise<Trace> {
    const { tokens, trace } = result.traced[0]!
    const { promptLength, textEnd, answer } = result.generations[0]!
    const { layers, topK } = { layers: this.model.info.layers, topK: this.model.info.topK }
    const { sentences } = trace.info
    const counted = new (native().CountedTrace)({ layers, topK, promptLength, textEnd, sentences })
    const ids = Int32Array.from(tokens, ({ id }) => id).subarray(0, promptLength + answer.tokens - 1)
    await this.read(ids)
    for (const { row } of this.kept) counted.add(row)
    return counted.finish(answer.tokens).trace
  }

  close(): Promise<void> {
    return this.context.close()
  }

  /** What is the same as before is not read again: of one text all but the question and the answer. */
  private async read(ids: Int32Array): Promise<void> {
    let same = 0
    while (same < this.kept.length && this.kept[same]!.id === ids[same]) same++
    this.kept.length = same
    const { context } = this
    context.trim(same)
    if (same === 0) context.beginDocument(Int32Array.of(), 1)
    context.beginAnswer(same, {})
    await context.evaluate(ids.subarray(same), 'answer')
    const trace = context.endAnswer(ids.length - same)!
    const { layers, topK } = this.model.info
    for (let token = same; token < ids.length; token++) {
      const row = new Int32Array(layers * topK).fill(-1)
      for (let layer = 0; layer < layers; layer++) row.set(trace.row(token - same, layer).positions, layer * topK)
      this.kept.push({ id: ids[token]!, row })
    }
    trace.close()
  }
}

export function countsReport(asked: number, results: readonly CountsResult[], model: string, seconds: number): string {
  const first = (some: readonly CountsResult[], way: Way, among: number) =>
    share(some.filter(({ ranks }) => ranks[way] <= among).length, some.length)
  const rows = KINDS.flatMap(({ kind, name }) => {
    const some = results.filter((one) => one.kind === kind)
    if (some.length === 0) return []
    return WAYS.map((way, i) => [i ? '' : name, WAY_NAMES[way], first(some, way, 1), first(some, way, 3)])
  })
  return [
    `Commit ${commit()}, ${model}, ${asked} questions, ${results.length} answers whose source is known, ${Math.round(seconds / 60)} minutes.`,
    table(['questions', 'source ranked by', 'top-1', 'top-3'], rows),
  ].join('\n\n')
}
