import { withCancel } from '../engine/native'
import { answerUnits, toAnswer } from './answer'
import { evidenceOf, supportOf, type TracedSentence } from './evidence'
import type { Generated, Work } from './generate'
import type { PartReader, Readable } from './part_reader'
import { traceOf } from './traced_part'
import type { Answer, AnswerSentence, EvidenceItem, Support, TracedPart } from './types'

/**
 * Part summaries become a text that is read and summarized again, in several rounds if they are many. Such a summary
 * never attended to the document: where its sentences come from is composed through the summaries it was made of
 * (evidence of the merge x evidence of the part), and marked as two steps.
 */

export interface Merged {
  answer: Answer
  work: Work[]
  traced: TracedPart[]
}

/** Tokens of part summaries that are merged at once: what the context holds beside the merged summary. */
export async function mergeSummaries(
  reader: PartReader,
  summaries: readonly Answer[],
  retrievalLayers: Int32Array,
  room: number,
  summarize: () => Promise<Generated>,
  signal?: AbortSignal,
): Promise<Merged> {
  const work: Work[] = []
  const traced: TracedPart[] = []
  let round: Answer[] = [...summaries]
  while (round.length > 1) {
    const next: Answer[] = []
    for (const group of groups(round, room)) {
      const sentences = group.flatMap((answer) => answer.sentences)
      const text = await readableSummaries(reader, group)
      const read = await reader.read(text, undefined, signal)
      const generated = await summarize()
      work.push({ ...generated.work, promptTokens: generated.work.promptTokens + read })
      next.push(mergedAnswer(generated, reader.sentences, sentences, retrievalLayers))
      traced.push(traceOf('merge of part summaries', reader, generated))
    }
    round = next
  }
  return { answer: round[0]!, work, traced }
}

/** Neighbouring answers whose tokens together fit; at least two to a group, so that every round makes progress. */
function groups(answers: readonly Answer[], room: number): Answer[][] {
  const result: Answer[][] = []
  let tokens = Number.POSITIVE_INFINITY
  for (const answer of answers) {
    const size = answer.tokens + 8 // the empty line between paragraphs, and token boundaries that fall otherwise
    const group = result.at(-1)
    if (group && (tokens + size <= room || group.length < 2)) {
      group.push(answer)
      tokens += size
    } else {
      result.push([answer])
      tokens = size
    }
  }
  return result
}

/** Summaries as a text to read, a paragraph each; its sentences are theirs, in order. */
async function readableSummaries(reader: PartReader, group: readonly Answer[]): Promise<Readable> {
  const ids: number[] = []
  const sentences: TracedSentence[] = []
  for (const [i, answer] of group.entries()) {
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

function mergedAnswer(
  generated: Generated,
  read: TracedSentence[],
  sources: readonly AnswerSentence[],
  retrievalLayers: Int32Array,
): Answer {
  const query = { trace: generated.trace, sentences: read, retrievalLayers }
  const sentences = answerUnits(generated).map((unit): AnswerSentence => {
    const through = evidenceOf(query, unit.from, unit.to)
    const source = through[0] && sources[through[0].sentence]
    const support = weaker(supportOf(through, retrievalLayers.length), source?.support ?? 'none')
    return { ...unit, support, evidence: composed(through, sources) }
  })
  return toAnswer(generated, sentences)
}

/** Document sentences behind summary sentences: the product of both steps' evidence, the best way for each. */
function composed(through: readonly EvidenceItem[], sources: readonly AnswerSentence[], most = 8): EvidenceItem[] {
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

const SUPPORT_ORDER: readonly Support[] = ['none', 'weak', 'supported']

const weaker = (a: Support, b: Support): Support =>
  SUPPORT_ORDER[Math.min(SUPPORT_ORDER.indexOf(a), SUPPORT_ORDER.indexOf(b))]!
